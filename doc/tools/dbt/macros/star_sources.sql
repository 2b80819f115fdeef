{# The views of the report as sources, described by their comments:

   dbt --quiet run-operation star_sources > sources.tmp && mv sources.tmp models/sources.yml #}
{% macro star_sources() %}
    {% set views %}
        SELECT relname AS name, to_json(coalesce(obj_description(c.oid, 'pg_class'), ''))::text AS description,
               json_agg(json_build_object('name', attname, 'description', coalesce(col_description(c.oid, attnum), ''))
                        ORDER BY attnum)::text AS columns
        FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
        WHERE relnamespace = '{{ var("star_report") }}'::regnamespace AND relkind = 'v'
        GROUP BY c.oid, relname ORDER BY relname
    {% endset %}
    {{ print('sources:\n  - name: star_report\n    schema: "{{ var(\'star_report\') }}"\n    tables:') }}
    {% for view in run_query(views) %}
        {{ print('      - {name: ' ~ view.name ~ ', description: ' ~ view.description ~ ',') }}
        {{ print('         columns: ' ~ view.columns ~ '}') }}
    {% endfor %}
{% endmacro %}
