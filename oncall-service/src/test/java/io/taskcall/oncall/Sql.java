package io.taskcall.oncall;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A look into the service's database, past the service. */
record Sql(DataSource database) {
  /** The first column of the first row, as text. */
  String text(String query) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "none";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long count(String query) {
    return Long.parseLong(text(query));
  }

  /** How many rows it changed. */
  int run(String statement) {
    try (var connection = database.getConnection();
        var running = connection.createStatement()) {
      return running.executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
