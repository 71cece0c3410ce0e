/** Statements that a session stands on; user SQL may change them, so they are set again before each run (specification 4 §17.2). */
export const settings = `SET TimeZone = 'UTC'; SET extra_float_digits = 1; SET IntervalStyle = 'postgres'; SET DateStyle = 'ISO';
SET standard_conforming_strings = on; SET search_path = public`;

/** PostgreSQL has no function that raises; our guards call this one. NULL is no failure. */
const failFunction = `CREATE OR REPLACE FUNCTION pg_temp.lutra_fail(msg text) RETURNS int8 VOLATILE STRICT LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = msg, ERRCODE = 'LT001'; END $$`;

/**
 * The C library's `fmod`: subtracts the divisor doubled as often as it fits, which is exact at every step. Halves and
 * quotients of the smallest numbers would fail here as underflow, so there are none.
 */
const modFunction = `CREATE OR REPLACE FUNCTION pg_temp.lutra_fmod(a float8, b float8) RETURNS float8 IMMUTABLE STRICT LANGUAGE plpgsql AS
$$ DECLARE x float8 := abs(a); y float8 := abs(b); t float8 := abs(b); BEGIN
  IF a = 'NaN' OR b = 'NaN' OR x = 'Infinity' OR b = 0 THEN RETURN 'NaN'; END IF;
  IF x < y THEN RETURN a; END IF;
  WHILE t <= x - t LOOP t := t * 2; END LOOP;
  LOOP
    IF x >= t THEN x := x - t; END IF;
    EXIT WHEN t = y;
    t := t / 2;
  END LOOP;
  RETURN CASE WHEN a < 0 THEN -x ELSE x END;
END $$`;

/**
 * `to_text` of a float (specification 4 §9.3), of each width: PostgreSQL's shortest digits without an exponent, but for two
 * sorts of numbers. A decimal midway between two floats reads as one of them and may have fewer digits than any between
 * them; PostgreSQL does not look there. Such decimals lie from `least` to `most`. And a Float32 midway between two texts
 * takes the upper one, as the interpreter does.
 */
function floatTextFunction(type: string, least: string, most: string): string {
  return `CREATE OR REPLACE FUNCTION pg_temp.lutra_float_text(x ${type}) RETURNS text IMMUTABLE STRICT LANGUAGE plpgsql AS
$$ DECLARE t text := x; plain numeric; other numeric; BEGIN
  CASE t WHEN 'Infinity' THEN RETURN 'inf'; WHEN '-Infinity' THEN RETURN '-inf'; WHEN 'NaN', '-0' THEN RETURN t; ELSE END CASE;
  plain := t; other := plain; t := plain;
  IF abs(x) < ${least} THEN other := round(x::float8::text::numeric, scale(plain));
  ELSIF abs(x) < ${most} THEN other := round(plain, length(rtrim(t, '0')) - length(t) - 1); END IF;
  RETURN CASE WHEN other::${type} = x THEN other ELSE plain END;
END $$`;
}

/**
 * How two packed values of a recursive type compare (specification 2 §5.1): 0 less, 1 equal, 2 greater. `types` lists the
 * types they are made of, each mentioning others by number: `["n"]` whole numbers, `["f"]` floats, `["x"]` texts,
 * `["b"]` Bools, `["a", item]`, `["t", field, …]`, `["e", payload, …]`; the values are of the first. What is still to
 * be compared waits in arrays, so that values may be deep.
 */
const compareFunction = `CREATE OR REPLACE FUNCTION pg_temp.lutra_cmp(a jsonb, b jsonb, types jsonb) RETURNS int2 IMMUTABLE STRICT LANGUAGE plpgsql AS
$$ DECLARE
  lefts jsonb[] := ARRAY[a]; rights jsonb[] := ARRAY[b]; kinds int[] := ARRAY[0]; n int := 1;
  x jsonb; y jsonb; t jsonb; k text; c int; tag int; other int; size int;
BEGIN
  IF a = b THEN RETURN 1; END IF;
  WHILE n > 0 LOOP
    x := lefts[n]; y := rights[n]; t := types -> kinds[n]; n := n - 1;
    CONTINUE WHEN x = y;
    k := t ->> 0; c := 0;
    CASE k
      WHEN 'n' THEN c := sign((x #>> '{}')::numeric - (y #>> '{}')::numeric);
      WHEN 'f' THEN c := CASE WHEN (x #>> '{}')::float8 < (y #>> '{}')::float8 THEN -1 WHEN (x #>> '{}')::float8 > (y #>> '{}')::float8 THEN 1 ELSE 0 END;
      WHEN 'x' THEN c := CASE WHEN (x #>> '{}') COLLATE "C" < (y #>> '{}') COLLATE "C" THEN -1 ELSE 1 END;
      WHEN 'b' THEN c := (x::boolean)::int - (y::boolean)::int;
      WHEN 't' THEN
        FOR i IN REVERSE jsonb_array_length(t) - 1 .. 1 LOOP
          n := n + 1; lefts[n] := x -> (i - 1); rights[n] := y -> (i - 1); kinds[n] := (t ->> i)::int;
        END LOOP;
      WHEN 'a' THEN
        tag := jsonb_array_length(x); other := jsonb_array_length(y); size := least(tag, other);
        IF tag <> other THEN
          n := n + 1; lefts[n] := to_jsonb(tag); rights[n] := to_jsonb(other); kinds[n] := jsonb_array_length(types) - 1;
        END IF;
        FOR i IN REVERSE size - 1 .. 0 LOOP
          n := n + 1; lefts[n] := x -> i; rights[n] := y -> i; kinds[n] := (t ->> 1)::int;
        END LOOP;
      ELSE
        tag := (SELECT jsonb_object_keys(x) LIMIT 1)::int; other := (SELECT jsonb_object_keys(y) LIMIT 1)::int;
        c := tag - other;
        IF c = 0 THEN
          n := n + 1; lefts[n] := x -> tag::text; rights[n] := y -> tag::text; kinds[n] := (t ->> (tag + 1))::int;
        END IF;
    END CASE;
    IF c < 0 THEN RETURN 0; ELSIF c > 0 THEN RETURN 2; END IF;
  END LOOP;
  RETURN 1;
END $$`;

/** What a connection starts with. */
export const foundation = [
  settings,
  failFunction,
  modFunction,
  floatTextFunction('float8', '9007199254740992', '1e40'),
  floatTextFunction('float4', '16777216', '1e20'),
  compareFunction,
].join('; ');
