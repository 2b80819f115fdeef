// Asks by PostgreSQL's JDBC driver, for test/clients/run.  Every type of the views has a class of its own in Java:
// numeric is BigDecimal, exact and with its scale.  Values of the extension's types are of class PGobject, whose value
// is text.
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.*;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.*;
import org.postgresql.util.PGobject;

class Jdbc {
    static final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    static final DateTimeFormatter utc =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    static final Map<Class<?>, String> classes = Map.of(
        Boolean.class, "boolean", Integer.class, "integer", Long.class, "integer", BigDecimal.class, "number",
        String.class, "text", PGobject.class, "text", java.sql.Date.class, "date", Timestamp.class, "timestamp");
    static Connection connection;

    static String text(Object value) {
        if (value == null) return "\\N";
        if (value instanceof Boolean) return (Boolean) value ? "t" : "f";
        if (value instanceof Timestamp) return utc.format(((Timestamp) value).toInstant());
        return value.toString().replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    /** the names of the columns, then the rows; a parameter is an object that was received */
    static List<Object[]> ask(String statement, Object... parameters) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++)
                prepared.setString(i + 1, parameters[i] == null ? null : parameters[i].toString());
            ResultSet result = prepared.executeQuery();
            int columns = result.getMetaData().getColumnCount();
            List<Object[]> rows = new ArrayList<>();
            do {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++)
                    row[i] = rows.isEmpty() ? result.getMetaData().getColumnName(i + 1) : result.getObject(i + 1);
                rows.add(row);
            } while (result.next());
            return rows;
        }
    }

    static List<Object[]> write(String name, List<Object[]> answer) {
        List<Object[]> rows = answer.subList(1, answer.size());
        for (int i = 0; i < answer.get(0).length; i++) {
            Set<String> found = new TreeSet<>();
            for (Object[] row : rows)
                if (row[i] != null) found.add(classes.getOrDefault(row[i].getClass(), row[i].getClass().getName()));
            out.println(name + "\t" + answer.get(0)[i] + "\t" + String.join("\t", found));
        }
        for (Object[] row : rows) {
            out.print(name);
            for (Object value : row) out.print("\t" + text(value));
            out.println();
        }
        return rows;
    }

    public static void main(String[] arguments) throws SQLException {
        connection = DriverManager.getConnection(System.getenv("JDBC_URL"), System.getenv("PGUSER"), "");
        List<Object[]> views = ask("SELECT viewname FROM pg_views WHERE schemaname = 'star_report'");
        for (Object[] view : views.subList(1, views.size()))
            write((String) view[0], ask("SELECT * FROM star_report." + view[0]));
        Object[] member = write("member", ask("SELECT * FROM asked.member")).get(0);
        write("filtered", ask("SELECT * FROM star_report.progress_rates WHERE dimension = ? AND member = ?", member));

        String back = "SELECT ?::star_reading, ?::journey_stage, ?::outcome_star, ?::star_journey, "
            + "?::stage_distribution, ?::progress_matrix";
        List<Object[]> returned = new ArrayList<>();
        for (Object[] row : write("own_types", ask("SELECT * FROM asked.own_types"))) {
            List<Object[]> answer = ask(back, row);
            returned.addAll(returned.isEmpty() ? answer : answer.subList(1, 2));
        }
        write("own_types_back", returned);
        out.flush();
    }
}
