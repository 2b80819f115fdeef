# Asks by RPostgreSQL, for test/clients/run.  R has no types for bigint and numeric: both are doubles, exact to
# 15 digits; the scale of a numeric is in what the driver calls its precision.  Values of types that it doesn't know
# come as text, with a warning.  There is no NULL among parameters: NA is sent as the text NA.
suppressMessages(library(RPostgreSQL))
options(digits.secs = 3)


ask <- function(statement, ...) {
    result <- suppressWarnings(dbSendQuery(connection, statement, ...))
    columns <- suppressWarnings(dbColumnInfo(result))
    rows <- suppressWarnings(fetch(result, n = -1))
    dbClearResult(result)
    list(columns = columns, rows = rows)
}
text <- function(values, scale) {
    shown <- if (is.logical(values)) ifelse(values, "t", "f")
        else if (inherits(values, "POSIXct")) format(values, "%Y-%m-%d %H:%M:%OS3", tz = "UTC")
        else if (is.numeric(values) && !inherits(values, "Date")) formatC(values, format = "f", digits = scale)
        else as.character(values)
    for (character in list(c("\\", "\\\\"), c("\n", "\\n"), c("\t", "\\t")))
        shown <- gsub(character[1], character[2], shown, fixed = TRUE)
    ifelse(is.na(values), "\\N", shown)
}
write_answer <- function(name, answer) {
    numeric <- answer$columns$type == "DECIMAL"
    scale <- ifelse(numeric, (answer$columns$precision - 4) %% 65536, 0)
    class <- sapply(seq_along(answer$rows), function(i) {
        class <- class(answer$rows[[i]])[1]
        if (class == "numeric" && !numeric[i]) "integer"
        else c(integer = "integer", numeric = "number", character = "text", Date = "date", POSIXct = "timestamp",
               logical = "boolean")[class]
    })
    cat(paste(name, names(answer$rows), class, sep = "\t"), sep = "\n")
    cat(do.call(paste, c(name, Map(text, unname(answer$rows), scale), sep = "\t")), sep = "\n")
    invisible(answer$rows)
}

connection <- dbConnect(PostgreSQL(), host = Sys.getenv("PGHOST"), port = Sys.getenv("PGPORT"),
                        user = Sys.getenv("PGUSER"), dbname = Sys.getenv("PGDATABASE"))
for (view in ask("SELECT viewname::text FROM pg_views WHERE schemaname = 'star_report'")$rows[[1]])
    write_answer(view, ask(paste0("SELECT * FROM star_report.", view)))
member <- write_answer("member", ask("SELECT * FROM asked.member"))
write_answer("filtered", ask("SELECT * FROM star_report.progress_rates WHERE dimension = $1 AND member = $2",
                             unlist(member)))
values <- write_answer("own_types", ask("SELECT * FROM asked.own_types"))
types <- names(values)
back <- paste("SELECT", paste0("nullif($", seq_along(types), ", 'NA')::", types, " AS ", types, collapse = ", "))
answers <- lapply(seq_len(nrow(values)), function(row) ask(back, unlist(values[row, ])))
write_answer("own_types_back", list(columns = answers[[1]]$columns,
                                    rows = do.call(rbind, lapply(answers, `[[`, "rows"))))
