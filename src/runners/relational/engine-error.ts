import { SessionError } from '../../routing';

/** What an engine said, and what the same failure is called on every runner (specification 2 §12.2). */
export interface EngineFailure {
  readonly message: string;
  /** SQLSTATE, of PostgreSQL. */
  readonly sqlState?: string;
  /** 1-based character of the statement, where the engine knows it. */
  readonly position?: number;
  /** The engine cannot go on; the next session needs a new one. */
  readonly dead?: boolean;
}

/** Texts that our own guards raise; they are already the common ones. */
const guards = [
  'integer overflow',
  'division by zero',
  'negative exponent',
  'date out of range',
  'resource limit',
];

/** The failure of a running program: the common text where there is one, the engine's own words as the detail. */
export function executionError(failure: EngineFailure, runner: string): SessionError {
  // A fault of the data, not of the program: said like the decoder's own.
  const variant = /^(?:Invalid Input Error: )?(unknown variant ".*)$/s.exec(failure.message)?.[1];
  if (variant !== undefined && failure.sqlState === (runner === 'pglite' ? 'LT001' : undefined))
    return new SessionError('DECODE_ERROR', variant, { runner, category: 'permanent' });
  const common = commonText(failure);
  if (common !== undefined)
    return new SessionError('EXECUTION_ERROR', `error: ${common}`, {
      runner,
      detail: failure.message,
      category: 'permanent',
    });
  return new SessionError('EXECUTION_ERROR', failure.message, { runner, category: categoryOf(failure) });
}

function commonText({ message, sqlState }: EngineFailure): string | undefined {
  if (sqlState === 'LT001') return message;
  if (sqlState === '22012') return 'division by zero';
  if (sqlState === '22008' || /^cannot convert infinity to bigint/.test(message)) return 'date out of range';
  if (sqlState === '22003' && /(?:smallint|integer|bigint) out of range/.test(message))
    return 'integer overflow';
  const zone = /time zone "([^"]*)" not recognized/.exec(message);
  if (zone) return `unknown time zone "${zone[1]}"`;
  const raised = /^Invalid Input Error: (.*)$/s.exec(message)?.[1];
  if (raised !== undefined && (guards.includes(raised) || raised.startsWith('unknown time zone "')))
    return raised;
  if (/^Out of Range Error: Overflow/.test(message)) return 'integer overflow';
  if (/^Conversion Error:.*out of range/s.test(message)) return 'integer overflow';
  if (
    /^Conversion Error: (?:Failed to cast decimal value|Could not cast value -?\d+ to DECIMAL)/.test(message)
  )
    return 'integer overflow';
  return undefined;
}

/** Classes that may pass by themselves (specification 5 §15.3). */
function categoryOf({ message, sqlState }: EngineFailure): 'transient' | 'permanent' {
  if (sqlState !== undefined)
    return /^(?:40|53|57)/.test(sqlState) && sqlState !== '57014' ? 'transient' : 'permanent';
  return /^TransactionContext Error/.test(message) ? 'transient' : 'permanent';
}
