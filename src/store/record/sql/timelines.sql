-- For reading only: the statement that src/store/record/timelines-sql.ts puts together.
-- Update this file with 'npm run check -- --write'.

WITH
  asked AS MATERIALIZED (
    SELECT
      *
    FROM
      unnest($1::text[], $2::"Mode" [], $3::"Direction" []) AS a (crossing, mode, direction)
  ),
  s AS MATERIALIZED (
    SELECT
      CASE
        WHEN $5::timestamptz IS NULL THEN 9223372036854775807
        ELSE (
          SELECT
            r.seq
          FROM
            report r
          WHERE
            r.recorded_at <= $5
          ORDER BY
            r.recorded_at DESC,
            r.seq DESC
          LIMIT
            1
        )
      END AS known,
      coalesce($5 + INTERVAL '768 hours', 'infinity') AS horizon
  ),
  standing AS MATERIALIZED (
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'status' AS kind,
      'past' AS side,
      l.*
    FROM
      asked a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.starts_at <= least($4, s.horizon)
          ORDER BY
            t.starts_at DESC,
            t.seq DESC,
            t.line DESC
          LIMIT
            $6::int
        )
        UNION ALL
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.ahead
            AND t.starts_at > s.horizon
            AND t.starts_at <= $4
          ORDER BY
            t.starts_at DESC,
            t.seq DESC,
            t.line DESC
          LIMIT
            $6::int
        )
        ORDER BY
          starts_at DESC,
          seq DESC,
          line DESC
        LIMIT
          $6::int
      ) l
  ),
  fetched AS MATERIALIZED (
    SELECT
      a.*,
      coalesce(o.oldest, '-infinity') AS oldest
    FROM
      asked a
      LEFT JOIN (
        SELECT
          crossing,
          mode,
          direction,
          min(starts_at) AS oldest
        FROM
          standing
        GROUP BY
          1,
          2,
          3
        HAVING
          count(*) >= $6
      ) o USING (crossing, mode, direction)
  ),
  claimed AS MATERIALIZED (
    SELECT
      f.*,
      least(f.oldest, r.first) AS since
    FROM
      fetched f
      LEFT JOIN (
        SELECT
          crossing,
          mode,
          direction,
          min(starts_at) AS first
        FROM
          (
            SELECT
              a.crossing,
              a.mode,
              a.direction,
              'claim' AS kind,
              'past' AS side,
              l.*
            FROM
              fetched a
              CROSS JOIN s
              CROSS JOIN LATERAL (
                (
                  SELECT
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
                    t.crossing = a.crossing
                    AND t.mode = a.mode
                    AND t.direction = a.direction
                    AND t.seq <= s.known
                    AND t.starts_at >= a.oldest - INTERVAL '745 hours'
                    AND t.starts_at < a.oldest
                    AND t.starts_at <= s.horizon
                    AND t.ends_at >= a.oldest
                  OFFSET
                    0
                )
              ) l
            UNION ALL
            SELECT
              a.crossing,
              a.mode,
              a.direction,
              'claim' AS kind,
              'past' AS side,
              l.*
            FROM
              fetched a
              CROSS JOIN s
              CROSS JOIN LATERAL (
                (
                  SELECT
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
                    t.crossing = a.crossing
                    AND t.mode = a.mode
                    AND t.direction = a.direction
                    AND t.seq <= s.known
                    AND t.ahead
                    AND t.starts_at > s.horizon
                    AND t.starts_at < a.oldest
                    AND t.ends_at >= a.oldest
                  OFFSET
                    0
                )
              ) l
            UNION ALL
            SELECT
              a.crossing,
              a.mode,
              a.direction,
              'claim' AS kind,
              'past' AS side,
              l.*
            FROM
              fetched a
              CROSS JOIN s
              CROSS JOIN LATERAL (
                (
                  SELECT
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
                    t.crossing = a.crossing
                    AND t.mode = a.mode
                    AND t.direction = a.direction
                    AND t.seq <= s.known
                    AND t.until IS NOT NULL
                    AND t.starts_at < a.oldest - INTERVAL '745 hours'
                    AND t.ends_at >= a.oldest
                  OFFSET
                    0
                )
              ) l
          ) r
        GROUP BY
          1,
          2,
          3
      ) r USING (crossing, mode, direction)
  ),
  lines AS (
    SELECT
      *
    FROM
      standing
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'status' AS kind,
      'future' AS side,
      l.*
    FROM
      asked a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.starts_at > $4
            AND t.starts_at <= least(s.horizon, coalesce($10::timestamptz, 'infinity'))
          ORDER BY
            t.starts_at,
            t.seq,
            t.line
          LIMIT
            CASE
              WHEN $7 THEN NULL
              ELSE $6::int
            END
        )
        UNION ALL
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.ahead
            AND t.starts_at > greatest($4, s.horizon)
            AND t.starts_at <= coalesce($10::timestamptz, 'infinity')
          ORDER BY
            t.starts_at,
            t.seq,
            t.line
          LIMIT
            CASE
              WHEN $7 THEN NULL
              ELSE $6::int
            END
        )
        ORDER BY
          starts_at,
          seq,
          line
        LIMIT
          CASE
            WHEN $7 THEN NULL
            ELSE $6::int
          END
      ) l
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'hours' AS kind,
      'past' AS side,
      l.*
    FROM
      asked a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.starts_at <= least($4, s.horizon)
          ORDER BY
            t.starts_at DESC,
            t.seq DESC,
            t.line DESC
          LIMIT
            $8::int
        )
        UNION ALL
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.ahead
            AND t.starts_at > s.horizon
            AND t.starts_at <= $4
          ORDER BY
            t.starts_at DESC,
            t.seq DESC,
            t.line DESC
          LIMIT
            $8::int
        )
        ORDER BY
          starts_at DESC,
          seq DESC,
          line DESC
        LIMIT
          $8::int
      ) l
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'hours' AS kind,
      'future' AS side,
      l.*
    FROM
      asked a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.starts_at > $4
            AND t.starts_at <= least(s.horizon, coalesce($10::timestamptz, 'infinity'))
          ORDER BY
            t.starts_at,
            t.seq,
            t.line
          LIMIT
            CASE
              WHEN $7 THEN NULL
              ELSE $8::int
            END
        )
        UNION ALL
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.ahead
            AND t.starts_at > greatest($4, s.horizon)
            AND t.starts_at <= coalesce($10::timestamptz, 'infinity')
          ORDER BY
            t.starts_at,
            t.seq,
            t.line
          LIMIT
            CASE
              WHEN $7 THEN NULL
              ELSE $8::int
            END
        )
        ORDER BY
          starts_at,
          seq,
          line
        LIMIT
          CASE
            WHEN $7 THEN NULL
            ELSE $8::int
          END
      ) l
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'exception' AS kind,
      'past' AS side,
      l.*
    FROM
      asked a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.ends_at > $4
          OFFSET
            0
        )
      ) l
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'exception' AS kind,
      'past' AS side,
      l.*
    FROM
      asked a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.ends_at IS NULL
          OFFSET
            0
        )
      ) l
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'claim' AS kind,
      'past' AS side,
      l.*
    FROM
      claimed a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.starts_at >= a.since
            AND t.starts_at <= least($4, s.horizon)
          OFFSET
            0
        )
      ) l
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'claim' AS kind,
      'past' AS side,
      l.*
    FROM
      claimed a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.ahead
            AND t.starts_at > s.horizon
            AND t.starts_at >= a.since
            AND t.starts_at <= $4
          OFFSET
            0
        )
      ) l
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'claim' AS kind,
      'future' AS side,
      l.*
    FROM
      asked a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
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
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.starts_at > $4
            AND t.starts_at <= coalesce($10::timestamptz, 'infinity')
            AND $7
          OFFSET
            0
        )
      ) l
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'count' AS kind,
      'past' AS side,
      l.*
    FROM
      asked a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
            t.report_id,
            t.seq,
            t.line,
            t.effective_at,
            t.starts_at,
            NULL::"Status" AS status,
            NULL::bool AS limited,
            NULL::"Onset" AS onset,
            NULL AS until,
            NULL AS hours,
            NULL::bool AS denied,
            NULL::bool AS attributed,
            NULL::jsonb AS lifts,
            NULL::text[] AS programmes,
            t.number
          FROM
            traffic_count t
          WHERE
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND (
              $9::timestamptz IS NULL
              OR t.published_by <= $9
            )
            AND NOT EXISTS (
              SELECT
              FROM
                report w
              WHERE
                w.retracts = t.report_id
                AND w.seq <= s.known
            )
            AND t.starts_at <= $4
          ORDER BY
            t.starts_at DESC,
            t.seq DESC,
            t.line DESC
          LIMIT
            1
        )
        UNION
        (
          SELECT
            t.report_id,
            t.seq,
            t.line,
            t.effective_at,
            t.starts_at,
            NULL::"Status" AS status,
            NULL::bool AS limited,
            NULL::"Onset" AS onset,
            NULL AS until,
            NULL AS hours,
            NULL::bool AS denied,
            NULL::bool AS attributed,
            NULL::jsonb AS lifts,
            NULL::text[] AS programmes,
            t.number
          FROM
            traffic_count t
          WHERE
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND (
              $9::timestamptz IS NULL
              OR t.published_by <= $9
            )
            AND NOT EXISTS (
              SELECT
              FROM
                report w
              WHERE
                w.retracts = t.report_id
                AND w.seq <= s.known
            )
            AND t.number >= 20
            AND t.starts_at <= $4
          ORDER BY
            t.starts_at DESC,
            t.seq DESC,
            t.line DESC
          LIMIT
            1
        )
      ) l
    UNION ALL
    SELECT
      a.crossing,
      a.mode,
      a.direction,
      'count' AS kind,
      'future' AS side,
      l.*
    FROM
      asked a
      CROSS JOIN s
      CROSS JOIN LATERAL (
        (
          SELECT
            t.report_id,
            t.seq,
            t.line,
            t.effective_at,
            t.starts_at,
            NULL::"Status" AS status,
            NULL::bool AS limited,
            NULL::"Onset" AS onset,
            NULL AS until,
            NULL AS hours,
            NULL::bool AS denied,
            NULL::bool AS attributed,
            NULL::jsonb AS lifts,
            NULL::text[] AS programmes,
            t.number
          FROM
            traffic_count t
          WHERE
            t.crossing = a.crossing
            AND t.mode = a.mode
            AND t.direction = a.direction
            AND t.seq <= s.known
            AND t.starts_at > $4
            AND t.starts_at <= coalesce($10::timestamptz, 'infinity')
            AND $7
          OFFSET
            0
        )
      ) l
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
  round(date_part('epoch', x.recorded_at) * 1000) AS "retractedAt",
  l.side
FROM
  lines l
  JOIN report r ON r.seq = l.seq
  LEFT JOIN report x ON x.retracts = r.id
