{# The report is made, or refreshed if it is there:  dbt run-operation star_report #}
{% macro star_report() %}
    {% set report = var('star_report') %}
    {% set there = run_query("SELECT to_regnamespace('" ~ report ~ "') IS NOT NULL").columns[0][0] %}
    {% set call %}
        {% if there %}
            SELECT refresh_star_report('{{ report }}')
        {% else %}
            SELECT create_star_report(
                source => '{{ var("star_source") }}', report_schema => '{{ report }}',
                family => 'family_id', completed_on => 'completed_on', area => 'area_no', reading => 'reading',
                completed_by => 'completed_by', families => '{{ var("star_families") }}', dimensions => '{district}')
        {% endif %}
    {% endset %}
    {{ log(run_query(call).columns[0][0], info=true) }}
{% endmacro %}
