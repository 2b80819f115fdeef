# The owner of a database, not a superuser, installs the extension, dumps the database and restores it.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('node');
$node->init;
$node->start;
$node->safe_psql('postgres', $_) for 'CREATE ROLE steward LOGIN', 'CREATE DATABASE help OWNER steward', 'CREATE DATABASE restored OWNER steward';
sub query { return $node->safe_psql(shift, join(";\n", 'SET client_min_messages = warning', 'SET search_path = stars, public', @_), extra_params => [ '-U', 'steward' ]) }

query('help', 'CREATE SCHEMA stars', 'CREATE EXTENSION outcomestar SCHEMA stars',
	q{INSERT INTO own_editions VALUES ('Our Star', '{Health,Home}', '{a,b,c,d,e}')},
	q{INSERT INTO own_frameworks (framework, extends) VALUES ('ours', 'supporting_families_2022_25')},
	q{CREATE TABLE stars.readings AS SELECT family AS family_id, '2024-01-01'::date + family AS completed_on, 1 AS area_no, (1 + family % 10)::star_reading AS reading FROM generate_series(1, 20) AS family},
	q{SELECT create_star_report('readings', 'report', 'family_id', 'completed_on', 'area_no', 'reading')});
my $dump = $node->basedir . '/dump';
$node->command_ok([ 'pg_dump', '-U', 'steward', '-Fc', '-f', $dump, 'help' ], 'the owner dumps');
$node->command_ok([ 'pg_restore', '-U', 'steward', '--exit-on-error', '-d', 'restored', $dump ], 'the owner restores');
for my $question ('SELECT extname, extowner::regrole FROM pg_extension ORDER BY 1', 'SELECT * FROM editions ORDER BY edition', 'SELECT * FROM frameworks ORDER BY framework',
	'TABLE report.inclusion', q{SELECT oid::regclass, relowner::regrole, relacl FROM pg_class WHERE relnamespace IN ('stars'::regnamespace, 'report'::regnamespace) ORDER BY oid::regclass::text COLLATE "C"})
{
	is(query('restored', $question), query('help', $question), $question);
}
is(query('restored', q{SELECT refresh_star_report('report') IS NOT NULL}), 't', 'the report is refreshed');
query('restored', q{DELETE FROM own_editions}, 'DROP EXTENSION outcomestar CASCADE');
is(query('restored', q{SELECT count(*) FROM pg_proc WHERE pronamespace = 'stars'::regnamespace}), 0, 'the owner drops it');
done_testing();
