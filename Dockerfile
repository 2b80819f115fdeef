# PostgreSQL's official image with this extension, built in a stage of its own:
#
#     docker build --build-arg PG_MAJOR=17 --tag outcomestar .
#     docker run --detach --env POSTGRES_PASSWORD=... outcomestar
#
# Nobody has run it yet: the tests have no Docker.
ARG PG_MAJOR=17
FROM postgres:$PG_MAJOR AS build
ARG PG_MAJOR
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make "postgresql-server-dev-$PG_MAJOR"
COPY . /outcomestar
RUN make -C /outcomestar with_llvm=no && make -C /outcomestar with_llvm=no install DESTDIR=/installed

FROM postgres:$PG_MAJOR
COPY --from=build /installed /
