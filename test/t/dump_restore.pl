# What is dumped by somebody who is no superuser is restored as it was, into another server: types in every place, own
# editions and frameworks, a report, its grants, and what stands on it.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @keeper = (extra_params => [ '-U', 'star_keeper' ]);
my @dump = qw(pg_dump -U star_keeper -d stars -f);
my @psql = qw(psql -qX -o /dev/null -v ON_ERROR_STOP=1 -U star_keeper);
my @restore = qw(pg_restore --exit-on-error -U star_keeper);
my $tempdir = PostgreSQL::Test::Utils::tempdir;

sub make_server
{
	my $node = PostgreSQL::Test::Cluster->new(shift);
	$node->init;
	$node->start;
	$node->safe_psql('postgres', 'CREATE ROLE star_keeper LOGIN; CREATE ROLE star_reader');
	return $node;
}

sub make_database
{
	my ($node, $name) = @_;
	$node->safe_psql('postgres', join ';', "CREATE DATABASE $name OWNER star_keeper",
		"ALTER DATABASE $name SET datestyle = 'German'");
}

sub contents { my ($node, $name) = @_; return $node->safe_psql($name, slurp_file('test/contents.psql')) }

# All but what tables hold, see above.  pg_dump makes a new key for every dump.
sub dump_of
{
	my ($node, $name) = @_;
	return join "\n", grep { !/^\\(un)?restrict / } split /\n/,
		(run_command([ 'pg_dump', '--schema-only', '-d', $node->connstr($name) ]))[0];
}

my $former = make_server('former');
make_database($former, 'stars');
$former->command_ok([ @psql, '-d', 'stars', '-f', 'test/dump_restore.psql' ], 'made');
my $contents = contents($former, 'stars');
my $dump = dump_of($former, 'stars');
is( join(', ', $contents =~ /^(.*)\|0\|$/mg),
	'frozen.headline_movement, published.headline_movement, published.stored_benchmarks, '
	  . 'published.stored_headline_areas, report.changes, report.headline_movement, report.stored_benchmarks, '
	  . 'report.stored_changed_families, report.stored_headline_areas',
	'there is something in all but what own editions and a new report have not');

my $latter = make_server('latter');
# In parallel pg_restore does not keep to the order that foreign keys of an extension's tables demand: bug of
# PostgreSQL.
my %ways = (
	as_text => [ [ @dump, "$tempdir/text" ], [ @psql, '-f', "$tempdir/text" ] ],
	as_inserts => [ [ @dump, "$tempdir/inserts", '--column-inserts' ], [ @psql, '-f', "$tempdir/inserts" ] ],
	as_custom => [ [ @dump, "$tempdir/custom", '-Fc' ], [ @restore, "$tempdir/custom" ] ],
	in_parallel => [ [ @dump, "$tempdir/directory", '-Fd', '-j2' ],
		[ @restore, '--section=pre-data', '--section=data', "$tempdir/directory" ],
		[ @restore, '--section=post-data', '-j2', "$tempdir/directory" ] ]);
for my $way (sort keys %ways)
{
	my ($dump_it, @restore_it) = @{ $ways{$way} };
	make_database($latter, $way);
	$former->command_ok($dump_it, "dumped $way");
	$latter->command_ok([ @$_, '-d', $way ], "restored $way") for @restore_it;
	is(contents($latter, $way), $contents, "holds the same, $way");
	is(dump_of($latter, $way), $dump, "is defined as it was, $way");
}

# Over what is there
$latter->command_ok([ @restore, '--clean', '-d', 'as_custom', "$tempdir/custom" ], 'restored over it');
is(contents($latter, 'as_custom'), $contents, 'holds the same, restored over it');

# A publication alone, as it is sent to somebody: nothing but the extension is needed beside it.
sub published { return join "\n", grep { /^published\./ } split /\n/, contents(@_) }

make_database($latter, 'elsewhere');
$latter->safe_psql('elsewhere', 'CREATE SCHEMA "The stars"; CREATE EXTENSION outcomestar SCHEMA "The stars"', @keeper);
$former->command_ok([ @dump, "$tempdir/published", '--schema=published' ], 'dumped the publication');
$latter->command_ok([ @psql, '-d', 'elsewhere', '-f', "$tempdir/published" ], 'restored the publication');
is(published($latter, 'elsewhere'), published($former, 'stars'), 'which shows the same figures');
like(published($latter, 'elsewhere'), qr/^published\.progress_rates\|[1-9]/m, '... and has some');

# The report goes on
my $later = sub { contents(@_) =~ s/^\S*(report|stored)_options\|.*\n//mgr };
my $refresh = q{SET client_min_messages = warning; SELECT "The stars".refresh_star_report('report')};
is( $latter->safe_psql('as_text', $refresh, @keeper), $former->safe_psql('stars', $refresh, @keeper), 'refreshed');
is($later->($latter, 'as_text'), $later->($former, 'stars'), 'holds the same after a refresh');
isnt(contents($latter, 'as_text'), $contents, '... which was one');

my $change = q{
	UPDATE early_help.readings SET reading = 10 WHERE family_id = 7 AND reading < 5;
	UPDATE "The stars".star_own_editions SET areas[2] = 'Bricks';};
$_->[0]->safe_psql($_->[1], $change . $refresh, @keeper) for [ $former, 'stars' ], [ $latter, 'as_text' ];
is($later->($latter, 'as_text'), $later->($former, 'stars'), 'holds the same after changes and a refresh');
like($latter->safe_psql('as_text', 'SET ROLE star_reader; SELECT DISTINCT area FROM report.progress_rates'),
	qr/Bricks/, 'shows what it is granted to');
my (undef, undef, $error) = $latter->psql('as_text', 'SET ROLE star_reader; SELECT * FROM report.journeys');
like($error, qr/permission denied for view journeys/, 'and nothing else');

done_testing();
