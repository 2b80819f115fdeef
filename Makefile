# What works before there is a PostgreSQL server: see test/cluster.
ifneq ($(filter check demo bench,$(MAKECMDGOALS)),)

.PHONY: check demo bench
check:
	@test/cluster make installcheck
demo:
	@test/cluster psql --no-psqlrc --quiet --file doc/demo.sql
bench:
	@test/cluster test/bench/run

else

EXTENSION = outcomestar
EXTVERSION = $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" outcomestar.control)

MODULE_big = outcomestar
OBJS = $(patsubst %.c,%.o,$(wildcard src/*.c))
DATA = $(wildcard sql/$(EXTENSION)--*--*.sql)
DATA_built = sql/$(EXTENSION)--$(EXTVERSION).sql

TESTS = $(wildcard test/sql/*.sql)
REGRESS = $(patsubst test/sql/%.sql,%,$(TESTS))
REGRESS_OPTS = --inputdir=test --load-extension=$(EXTENSION)

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

$(OBJS): $(wildcard src/*.h)

sql/$(EXTENSION)--$(EXTVERSION).sql: $(filter-out sql/$(EXTENSION)--%,$(wildcard sql/*.sql)) sql/include.awk
	awk -f sql/include.awk > $@.tmp && mv $@.tmp $@

endif
