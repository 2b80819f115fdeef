# Another module that was loaded before and exports the names of this one's functions changes nothing: what is called
# from within is this module's, and PostgreSQL looks up in the module that it was told.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @objects = glob 'src/*.o';
plan skip_all => 'not built here' unless @objects;

my %names = map { / T _?(\w+)$/ ? ($1 => 1) : () } split /\n/, qx(nm @objects);
delete @names{ grep { /^(pg_finfo_|Pg_magic_func$)/ } keys %names };
cmp_ok(keys %names, '>', 200, 'the names of all functions are known');

my $directory = PostgreSQL::Test::Utils::tempdir;
open my $source, '>', "$directory/trap.c" or die $!;
print $source qq{#include "postgres.h"\n#include "fmgr.h"\nPG_MODULE_MAGIC;\n};
print $source qq{PGDLLEXPORT void $_(void);\nvoid\n$_(void)\n{\n\tabort();\n}\n} for sort keys %names;
close $source;
my $pg_config = $ENV{PG_CONFIG} // 'pg_config';
chomp(my ($compiler, $flags, $headers) = map { qx($pg_config --$_) } qw(cc cflags_sl includedir-server));
system_or_bail("$compiler -shared $flags -I$headers -o $directory/trap.so $directory/trap.c");

my $node = PostgreSQL::Test::Cluster->new('exports');
$node->init;
$node->append_conf('postgresql.conf', 'fsync = off');
$node->start;
my $load = "LOAD '$directory/trap.so';";
is($node->safe_psql('postgres', "$load CREATE EXTENSION outcomestar; SELECT '{9,8}'::outcome_star"), '{9,8}',
	'the extension is created');

# Each function that is called from another file, by what needs it
my @calls = (
	"round(mean_reading('{9,8,,7}'::outcome_star), 2)" => '8.00',
	"'{2024-05-17:{3,4},2024-11-02:{5,?}}'::star_journey" => '{2024-05-17:{3,4},2024-11-02:{5,?}}',
	"latest_star('{2024-05-17:{3,4},2024-11-02:{5,4}}')" => '{5,4}',
	"(SELECT star_journey(1, 5, date '2024-01-01' + n) FROM generate_series(3, 1, -1) AS n)" =>
		'{2024-01-02:{5},2024-01-03:{5},2024-01-04:{5}}',
	"overall_change('{3,4}', '{5,4}'::outcome_star)" => 'positive',
	"areas_progressed('{2024-05-17:{3,4},2024-11-02:{5,4}}')" => '1',
	"(SELECT stage_distribution(n) FROM generate_series(1, 2) AS n)" => '{1,1,0,0,0,0,0,0,0,0}',
	"by_stage('{0,1,0,0,0,0,0,0,0,2}'::stage_distribution)" => '{1,0,0,0,2}',
	"'{1,0,0,0,2}'::stage_distribution + '{0,1,0,0,3}'" => '{1,1,0,0,5}',
	"'{1,0,0,0,2}'::stage_distribution = '{0,1,0,0,3}'" => 'f',
	"reading_counts('{0,1,0,0,0,0,0,0,0,2}'::stage_distribution)" => '{0,1,0,0,0,0,0,0,0,2}',
	"(SELECT progressed(progress_matrix(2, 4)))" => '1',
	"(SELECT family_count((progress_matrices('{1,2}', '{3,4}'::outcome_star))[2]))" => '1',
	"stage(7)" => 'Finding what works',
	"(SELECT result FROM need_evidence('{1}', '{10}'::outcome_star, '9:1'))" => 'cannot_tell',
	"percentage(1, 3, 1)" => '33.3',
	"quarter_start('2024-05-01', 1)" => '2024-04-01',
	"area_key(' Home  and MONEY')" => 'home and money',
	"date_from_text('31/12/2024', 'DD/MM/YYYY')" => '2024-12-31');
while (my ($call, $result) = splice @calls, 0, 2)
{
	is($node->safe_psql('postgres', "$load SELECT $call"), $result, $call);
}

my @errors = (
	[ '{11}', 'outcome_star' ], [ '{1}x', 'outcome_star' ], [ '11', 'star_reading' ], [ '6', 'journey_stage' ],
	[ '{1}', 'stage_distribution' ], [ '{2024-01-01:{0}}', 'star_journey' ]);
for (@errors)
{
	my ($literal, $type) = @$_;
	my ($status, $out, $message) = $node->psql('postgres', "$load SELECT '$literal'::$type");
	like($message, qr/ERROR: .* type $type/, "'$literal' is no $type");
}
done_testing();
