/** Amounts of a weight as a person reads them. */
import { figure } from './output.ts';

const MILLIONS = 'million ';
const THOUSAND = 1000;

/** An amount with its unit: "30", "33.7 billion people". */
export function weightText(amount: number, unit: string): string {
  if (unit === '' || unit === '1') return figure(amount);
  // no "33,700 million people"
  if (unit.startsWith(MILLIONS) && amount >= THOUSAND)
    return `${figure(amount / THOUSAND)} billion ${unit.slice(MILLIONS.length)}`;
  return `${figure(amount)} ${unit}`;
}
