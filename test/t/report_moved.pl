# A report on another server, in the ways of doc/cookbook/running.md: with its database, alone, frozen, and made anew.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my ($old, $new) = map { PostgreSQL::Test::Cluster->new($_) } qw(old new);
for my $server ($old, $new) {
	$server->init;
	$server->start;
	$server->safe_psql('postgres', 'CREATE ROLE analyst; CREATE ROLE dashboard');
}

my $readings = q{
CREATE TABLE readings AS
SELECT 'F' || family AS family, date '2024-01-01' + family + star * 90 AS completed_on, 'area ' || area AS area,
       (family * 7 + star * 3 + area) % 10 + 1 AS reading,
       CASE family % 3 WHEN 0 THEN 'North' WHEN 1 THEN 'South' END AS "the district"
FROM generate_series(1, 20) AS family, generate_series(0, 2) AS star, generate_series(1, 3) AS area;
INSERT INTO readings VALUES ('F1', '2024-01-02', 'nowhere', 5, 'South');
ALTER TABLE readings OWNER TO analyst;
INSERT INTO star_own_editions VALUES ('Ours', '{area 1,area 2,area 3}', '{one,two,three,four,five}');
};
$old->safe_psql('postgres', qq{
CREATE EXTENSION outcomestar;
$readings
GRANT CREATE ON DATABASE postgres TO analyst;
SET ROLE analyst;
SELECT create_star_report(source => 'readings', report_schema => 'report', family => 'family',
    completed_on => 'completed_on', area => 'area', reading => 'reading',
    edition => 'Ours', dimensions => '{the district}', period_to => '2024-12-31', change_band => 0.5);
GRANT USAGE ON SCHEMA report TO dashboard;
GRANT SELECT ON report.progress_rates TO dashboard;
});

sub shown
{
	my ($server, $database, $schema) = (@_, 'report');
	my $views = $server->safe_psql($database,
		qq{SELECT string_agg(format('SELECT %L, to_jsonb(v) - ''refreshed_at'' AS shown FROM $schema.%I AS v',
		                            relname, relname), ' UNION ALL ' ORDER BY relname)
		   FROM pg_class WHERE relnamespace = '$schema'::regnamespace AND (relkind = 'v' OR '$schema' <> 'report')});
	return $server->safe_psql($database, "$views ORDER BY 1, 2");
}

sub dashboard_sees
{
	return $new->safe_psql($_[0], 'SET ROLE dashboard; SELECT count(*) > 0 FROM report.progress_rates');
}

my $figures = shown($old, 'postgres');
like($figures, qr/^progress_rates\|.*North/m, 'there are figures to be moved');
my $dump = $old->basedir;

# with its database
$old->command_ok([ 'pg_dump', '--format=custom', "--file=$dump/all", 'postgres' ], 'pg_dump of the database');
$new->safe_psql('postgres', 'CREATE DATABASE whole');
$new->command_ok([ 'pg_restore', '--exit-on-error', '--dbname=whole', "$dump/all" ], 'pg_restore of the database');
is(shown($new, 'whole'), $figures, 'the whole database shows the same');
is(dashboard_sees('whole'), 't', 'and grants came with it');
$new->safe_psql('whole', q{SET ROLE analyst; SELECT refresh_star_report('report')});
is(shown($new, 'whole'), $figures, 'it can be refreshed');

# alone
$old->command_ok([ 'pg_dump', '--format=custom', '--schema=report', "--file=$dump/report", 'postgres' ],
	'pg_dump of the report');
$new->safe_psql('postgres', 'CREATE DATABASE alone');
$new->command_fails_like([ 'pg_restore', '--exit-on-error', '--dbname=alone', "$dump/report" ],
	qr/(type|function) public\..* does not exist/, 'it needs the extension');
$new->safe_psql('postgres', 'DROP DATABASE alone');
$new->safe_psql('postgres', 'CREATE DATABASE alone');
$new->safe_psql('alone', 'CREATE EXTENSION outcomestar');
$new->command_ok([ 'pg_restore', '--exit-on-error', '--dbname=alone', "$dump/report" ], 'pg_restore of the report');
is(shown($new, 'alone'), $figures, 'the report alone shows the same');
is(dashboard_sees('alone'), 't', 'and grants came with it');
my ($status, $stdout, $stderr) = $new->psql('alone', q{SET ROLE analyst; SELECT refresh_star_report('report')});
like($stderr, qr/edition "Ours" does not exist|relation public\.readings does not exist/,
	'without its source it is not refreshed');
is(shown($new, 'alone'), $figures, 'and stays as it was');

# frozen, without the extension and without families
$old->safe_psql('postgres', q{SET ROLE analyst; SELECT freeze_star_report('report', 'frozen'),
	grant_star_report('frozen', 'dashboard')});
$old->command_ok([ 'pg_dump', '--format=custom', '--schema=frozen', "--file=$dump/frozen", 'postgres' ],
	'pg_dump of the frozen report');
$new->safe_psql('postgres', 'CREATE DATABASE figures');
$new->command_ok([ 'pg_restore', '--exit-on-error', '--dbname=figures', "$dump/frozen" ], 'needs no extension');
is(shown($new, 'figures', 'frozen'), shown($old, 'postgres', 'frozen'), 'frozen it shows the same');
unlike(shown($new, 'figures', 'frozen'), qr/F1\b/, 'and no family');
is($new->safe_psql('figures', 'SET ROLE dashboard; SELECT count(*) > 0 FROM frozen.progress_rates'), 't',
	'and grants came with it');

# made anew
my $call = $old->safe_psql('postgres', q{
SELECT format('SELECT create_star_report(report_schema => %L, %s);', 'report',
              string_agg(format('%I => %L', option, value), ', ' ORDER BY option))
FROM report.report_options
WHERE value IS NOT NULL
  AND option = ANY ((SELECT proargnames FROM pg_proc WHERE oid = 'create_star_report'::regproc)::text[])});
$new->safe_psql('postgres', "CREATE DATABASE anew; GRANT CREATE ON DATABASE anew TO analyst");
$new->safe_psql('anew', "CREATE EXTENSION outcomestar; $readings SET ROLE analyst; $call");
is(shown($new, 'anew'), $figures, 'made anew by its options it shows the same');

done_testing();
