-- For reading only: the statement that src/store/record/history.ts puts together.
-- Update this file with 'npm run check -- --write'.

WITH
  s AS MATERIALIZED (
    SELECT
      CASE
        WHEN $10::timestamptz IS NULL THEN 9223372036854775807
        ELSE (
          SELECT
            r.seq
          FROM
            report r
          WHERE
            r.recorded_at <= $10
          ORDER BY
            r.recorded_at DESC,
            r.seq DESC
          LIMIT
            1
        )
      END AS known,
      coalesce($10 + INTERVAL '768 hours', 'infinity') AS horizon
  ),
  lines AS (
    SELECT
      *
    FROM
      (
        SELECT
          'claim' AS kind,
          0 AS rank,
          l.*
        FROM
          s
          CROSS JOIN LATERAL (
            SELECT
              t.crossing,
              t.mode,
              t.direction,
              t.report_id,
              t.seq,
              t.line,
              t.effective_at,
              t.starts_at,
              t.status,
              t.limited,
              NULL::"Onset" AS onset,
              t.until,
              NULL AS hours,
              t.denied,
              t.attributed,
              NULL::jsonb AS lifts,
              nullif(t.programmes, '{}')::text[] AS programmes,
              NULL::int AS number
            FROM
              claim t
            WHERE
              t.crossing = $1
              AND (
                $2::"Mode" IS NULL
                OR t.mode = $2
              )
              AND (
                $3::"Direction" IS NULL
                OR t.direction = $3
              )
              AND t.seq <= s.known
              AND t.starts_at <= least($5::timestamptz, s.horizon)
              AND (t.starts_at, t.seq, 0, t.line) < ($5, $6::bigint, $7::int, $8::int)
            ORDER BY
              t.starts_at DESC,
              t.seq DESC,
              t.line DESC
            LIMIT
              $9
          ) l
        UNION ALL
        SELECT
          'claim' AS kind,
          0 AS rank,
          l.*
        FROM
          s
          CROSS JOIN LATERAL (
            SELECT
              t.crossing,
              t.mode,
              t.direction,
              t.report_id,
              t.seq,
              t.line,
              t.effective_at,
              t.starts_at,
              t.status,
              t.limited,
              NULL::"Onset" AS onset,
              t.until,
              NULL AS hours,
              t.denied,
              t.attributed,
              NULL::jsonb AS lifts,
              nullif(t.programmes, '{}')::text[] AS programmes,
              NULL::int AS number
            FROM
              claim t
            WHERE
              t.crossing = $1
              AND (
                $2::"Mode" IS NULL
                OR t.mode = $2
              )
              AND (
                $3::"Direction" IS NULL
                OR t.direction = $3
              )
              AND t.seq <= s.known
              AND t.ahead
              AND t.starts_at > s.horizon
              AND t.starts_at <= $5
              AND (t.starts_at, t.seq, 0, t.line) < ($5, $6::bigint, $7::int, $8::int)
            ORDER BY
              t.starts_at DESC,
              t.seq DESC,
              t.line DESC
            LIMIT
              $9
          ) l
        UNION ALL
        SELECT
          'hours' AS kind,
          1 AS rank,
          l.*
        FROM
          s
          CROSS JOIN LATERAL (
            SELECT
              t.crossing,
              t.mode,
              t.direction,
              t.report_id,
              t.seq,
              t.line,
              t.effective_at,
              t.starts_at,
              NULL::"Status" AS status,
              NULL::bool AS limited,
              NULL::"Onset" AS onset,
              NULL AS until,
              t.hours,
              NULL::bool AS denied,
              NULL::bool AS attributed,
              NULL::jsonb AS lifts,
              NULL::text[] AS programmes,
              NULL::int AS number
            FROM
              hours_change t
            WHERE
              t.crossing = $1
              AND (
                $2::"Mode" IS NULL
                OR t.mode = $2
              )
              AND (
                $3::"Direction" IS NULL
                OR t.direction = $3
              )
              AND t.seq <= s.known
              AND t.starts_at <= least($5::timestamptz, s.horizon)
              AND (t.starts_at, t.seq, 1, t.line) < ($5, $6::bigint, $7::int, $8::int)
            ORDER BY
              t.starts_at DESC,
              t.seq DESC,
              t.line DESC
            LIMIT
              $9
          ) l
        UNION ALL
        SELECT
          'hours' AS kind,
          1 AS rank,
          l.*
        FROM
          s
          CROSS JOIN LATERAL (
            SELECT
              t.crossing,
              t.mode,
              t.direction,
              t.report_id,
              t.seq,
              t.line,
              t.effective_at,
              t.starts_at,
              NULL::"Status" AS status,
              NULL::bool AS limited,
              NULL::"Onset" AS onset,
              NULL AS until,
              t.hours,
              NULL::bool AS denied,
              NULL::bool AS attributed,
              NULL::jsonb AS lifts,
              NULL::text[] AS programmes,
              NULL::int AS number
            FROM
              hours_change t
            WHERE
              t.crossing = $1
              AND (
                $2::"Mode" IS NULL
                OR t.mode = $2
              )
              AND (
                $3::"Direction" IS NULL
                OR t.direction = $3
              )
              AND t.seq <= s.known
              AND t.ahead
              AND t.starts_at > s.horizon
              AND t.starts_at <= $5
              AND (t.starts_at, t.seq, 1, t.line) < ($5, $6::bigint, $7::int, $8::int)
            ORDER BY
              t.starts_at DESC,
              t.seq DESC,
              t.line DESC
            LIMIT
              $9
          ) l
        UNION ALL
        SELECT
          'status' AS kind,
          2 AS rank,
          l.*
        FROM
          s
          CROSS JOIN LATERAL (
            SELECT
              t.crossing,
              t.mode,
              t.direction,
              t.report_id,
              t.seq,
              t.line,
              t.effective_at,
              t.starts_at,
              t.status,
              t.limited,
              t.onset,
              t.expected_until AS until,
              NULL AS hours,
              NULL::bool AS denied,
              NULL::bool AS attributed,
              t.lifts,
              nullif(t.programmes, '{}')::text[] AS programmes,
              NULL::int AS number
            FROM
              status_change t
            WHERE
              t.crossing = $1
              AND (
                $2::"Mode" IS NULL
                OR t.mode = $2
              )
              AND (
                $3::"Direction" IS NULL
                OR t.direction = $3
              )
              AND t.seq <= s.known
              AND t.starts_at <= least($5::timestamptz, s.horizon)
              AND (t.starts_at, t.seq, 2, t.line) < ($5, $6::bigint, $7::int, $8::int)
            ORDER BY
              t.starts_at DESC,
              t.seq DESC,
              t.line DESC
            LIMIT
              $9
          ) l
        UNION ALL
        SELECT
          'status' AS kind,
          2 AS rank,
          l.*
        FROM
          s
          CROSS JOIN LATERAL (
            SELECT
              t.crossing,
              t.mode,
              t.direction,
              t.report_id,
              t.seq,
              t.line,
              t.effective_at,
              t.starts_at,
              t.status,
              t.limited,
              t.onset,
              t.expected_until AS until,
              NULL AS hours,
              NULL::bool AS denied,
              NULL::bool AS attributed,
              t.lifts,
              nullif(t.programmes, '{}')::text[] AS programmes,
              NULL::int AS number
            FROM
              status_change t
            WHERE
              t.crossing = $1
              AND (
                $2::"Mode" IS NULL
                OR t.mode = $2
              )
              AND (
                $3::"Direction" IS NULL
                OR t.direction = $3
              )
              AND t.seq <= s.known
              AND t.ahead
              AND t.starts_at > s.horizon
              AND t.starts_at <= $5
              AND (t.starts_at, t.seq, 2, t.line) < ($5, $6::bigint, $7::int, $8::int)
            ORDER BY
              t.starts_at DESC,
              t.seq DESC,
              t.line DESC
            LIMIT
              $9
          ) l
        UNION ALL
        SELECT
          'exception' AS kind,
          3 AS rank,
          l.*
        FROM
          s
          CROSS JOIN LATERAL (
            SELECT
              t.crossing,
              t.mode,
              t.direction,
              t.report_id,
              t.seq,
              t.line,
              t.effective_at,
              t.starts_at,
              NULL::"Status" AS status,
              NULL::bool AS limited,
              NULL::"Onset" AS onset,
              t.until,
              t.exception AS hours,
              NULL::bool AS denied,
              NULL::bool AS attributed,
              NULL::jsonb AS lifts,
              NULL::text[] AS programmes,
              NULL::int AS number
            FROM
              hours_exception t
            WHERE
              t.crossing = $1
              AND (
                $2::"Mode" IS NULL
                OR t.mode = $2
              )
              AND (
                $3::"Direction" IS NULL
                OR t.direction = $3
              )
              AND t.seq <= s.known
              AND t.starts_at <= least($5::timestamptz, s.horizon)
              AND (t.starts_at, t.seq, 3, t.line) < ($5, $6::bigint, $7::int, $8::int)
            ORDER BY
              t.starts_at DESC,
              t.seq DESC,
              t.line DESC
            LIMIT
              $9
          ) l
        UNION ALL
        SELECT
          'exception' AS kind,
          3 AS rank,
          l.*
        FROM
          s
          CROSS JOIN LATERAL (
            SELECT
              t.crossing,
              t.mode,
              t.direction,
              t.report_id,
              t.seq,
              t.line,
              t.effective_at,
              t.starts_at,
              NULL::"Status" AS status,
              NULL::bool AS limited,
              NULL::"Onset" AS onset,
              t.until,
              t.exception AS hours,
              NULL::bool AS denied,
              NULL::bool AS attributed,
              NULL::jsonb AS lifts,
              NULL::text[] AS programmes,
              NULL::int AS number
            FROM
              hours_exception t
            WHERE
              t.crossing = $1
              AND (
                $2::"Mode" IS NULL
                OR t.mode = $2
              )
              AND (
                $3::"Direction" IS NULL
                OR t.direction = $3
              )
              AND t.seq <= s.known
              AND t.ahead
              AND t.starts_at > s.horizon
              AND t.starts_at <= $5
              AND (t.starts_at, t.seq, 3, t.line) < ($5, $6::bigint, $7::int, $8::int)
            ORDER BY
              t.starts_at DESC,
              t.seq DESC,
              t.line DESC
            LIMIT
              $9
          ) l
      ) b
    WHERE
      b.starts_at >= $4
    ORDER BY
      starts_at DESC,
      seq DESC,
      rank DESC,
      line DESC
    LIMIT
      $9
  )
SELECT
  l.crossing,
  l.mode,
  l.direction,
  l.kind,
  l.line,
  l.status,
  l.limited,
  l.onset,
  l.until,
  l.hours,
  l.denied,
  l.attributed,
  l.lifts,
  l.programmes,
  l.number,
  l.effective_at AS "effectiveAt",
  round(date_part('epoch', l.starts_at) * 1000) AS "startsAt",
  r.id,
  r.seq::float8 AS seq,
  round(date_part('epoch', r.recorded_at) * 1000) AS "recordedAt",
  r.recorded_by AS "recordedBy",
  r.source_kind AS "sourceKind",
  r.publisher,
  r.title,
  r.url,
  r.published_at AS "publishedAt",
  r.reason,
  r.note,
  r.retracts,
  r.origin,
  round(date_part('epoch', x.recorded_at) * 1000) AS "retractedAt"
FROM
  lines l
  JOIN report r ON r.seq = l.seq
  LEFT JOIN report x ON x.retracts = r.id
ORDER BY
  l.starts_at DESC,
  l.seq DESC,
  l.rank DESC,
  l.line DESC
