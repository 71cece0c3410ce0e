/**
 * Macros for `to_text` of floats (specification 4 §9.3): `lutra_float_text(x)` of a Float64 or Float32. The engine's own
 * text is not enough: it says twice the value of some powers of two, has digits too many for some numbers, and exponents.
 * With a fixed count of digits its text is exact, so the fewest digits that read back as the number are looked for.
 */
export const floatTextMacros = [
  // The text, if it reads back as the number.
  `CREATE OR REPLACE TEMP MACRO lutra_read_back(t, x) AS (CASE WHEN cast_to_type(t, x) = x THEN t END)`,
  // One digit fewer, upwards: above a power of two numbers lie further apart than below, so this may fit where the nearest does not.
  `CREATE OR REPLACE TEMP MACRO lutra_digit_up(t) AS (
  regexp_replace((replace(split_part(t, 'e', 1), '.', '')::INT8 // 10 + 1)::TEXT, '^.', '\\0.') || 'e' || split_part(t, 'e', 2))`,
  // Every decimal of 15 digits has a Float64 of its own, every one of 6 a Float32; the smallest numbers have fewer. A Float32
  // midway between two texts takes the upper one, as the interpreter does.
  `CREATE OR REPLACE TEMP MACRO lutra_shortest(x) AS (CASE WHEN typeof(x) = 'FLOAT'
  THEN coalesce(
    CASE WHEN x < 1.1754944e-38 THEN lutra_read_back(x::TEXT, x) END,
    lutra_read_back(format('{:.5e}', nextafter(x::FLOAT8, 'inf')), x),
    lutra_read_back(format('{:.6e}', nextafter(x::FLOAT8, 'inf')), x),
    lutra_read_back(format('{:.7e}', nextafter(x::FLOAT8, 'inf')), x),
    lutra_read_back(lutra_digit_up(format('{:.8e}', x::FLOAT8)), x),
    format('{:.8e}', x::FLOAT8))
  ELSE coalesce(
    CASE WHEN x < 2.2250738585072014e-308 THEN lutra_read_back(x::TEXT, x) END,
    lutra_read_back(format('{:.14e}', x), x),
    lutra_read_back(format('{:.15e}', x), x),
    lutra_read_back(lutra_digit_up(format('{:.16e}', x)), x),
    format('{:.16e}', x)) END)`,
  // Digits with their point; the number is `d.ddd × 10^e`.
  `CREATE OR REPLACE TEMP MACRO lutra_positional(digits, e) AS (CASE
  WHEN e < 0 THEN '0.' || repeat('0', -e - 1) || digits
  WHEN e < length(digits) - 1 THEN left(digits, e + 1) || '.' || substr(digits, e + 2)
  ELSE rpad(digits, e + 1, '0') END)`,
  // Short texts of the engine are right. The list of one binds the digits, which a macro would work out at each use.
  `CREATE OR REPLACE TEMP MACRO lutra_float_text(x) AS (CASE
  WHEN isnan(x) THEN 'NaN'
  WHEN isinf(x) OR length(x::TEXT) <= if(typeof(x) = 'FLOAT', 8, 16) AND x::TEXT NOT LIKE '%e%'
    THEN regexp_replace(x::TEXT, '\\.0$', '')
  ELSE if(x < 0, '-', '') || list_transform([lutra_shortest(abs(x))], lambda t:
    lutra_positional(rtrim(replace(split_part(t, 'e', 1), '.', ''), '0'), split_part(t, 'e', 2)::INT4))[1] END)`,
];
