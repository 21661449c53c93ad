import marks from './marks.module.css';

/** The filling of what is hidden: the hue in stripes on its soft ground. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={marks.soft} />
        <rect width="1.6" height="6" className={marks.solid} />
      </pattern>
    </defs>
  );
}
