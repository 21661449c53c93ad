/** Buttons: ink for the one primary action of a place, outlines for the others. */
import type { ComponentPropsWithRef } from 'react';
import styles from './button.module.css';
import { Icon, type IconName } from './icon.tsx';

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly look?: 'primary' | 'outline' | 'plain';
  readonly small?: true;
}

/** A button with words. */
export function Button({ look = 'outline', small, className, ...rest }: ButtonProps) {
  const names = [styles.button, styles[look], small && styles.small, className].filter(Boolean).join(' ');
  return <button type="button" className={names} {...rest} />;
}

interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  readonly icon: IconName;
  /** The button's words, for its tip and for those who do not see it. */
  readonly label: string;
}

/** A square button with an icon. */
export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={[styles.icon, className].filter(Boolean).join(' ')}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Words that open an explanation, with a dotted line under them. */
export function HowButton({ className, ...rest }: ComponentPropsWithRef<'button'>) {
  return <button type="button" className={[styles.how, className].filter(Boolean).join(' ')} {...rest} />;
}
