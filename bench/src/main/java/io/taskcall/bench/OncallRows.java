package io.taskcall.bench;

import io.taskcall.embedded.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** The database of on-call, filled by copying what is there. */
final class OncallRows implements AutoCloseable {
  /** Numbers of incidents that are only there to be many begin here. */
  private static final int CROWD = 100_000_000;

  private final Connection database;

  OncallRows(String jdbcUrl) throws SQLException {
    database = DriverManager.getConnection(jdbcUrl, LocalPostgres.USER, "");
  }

  /** Incidents whose time has not come. */
  void crowd(int count) throws SQLException {
    run(
        """
        insert into incidents (id, organization_id, number, service_id, status, opened_at, wake_at,
          trace, data)
        select cast(md5('pending' || n) as uuid), gen_random_uuid(), %d + n,
          gen_random_uuid(), 'open', now(), now() + interval '1 day' + n * interval '1 ms', '', '{}'
        from generate_series(1, %d) n
        """
            .formatted(CROWD, count));
  }

  /** Takes them away again. */
  void disperse() throws SQLException {
    run("delete from incidents where number > " + CROWD);
  }

  /**
   * Copies an open incident so often, each with an escalation that was due long ago.
   *
   * @param name by which {@link #ids} finds the copies
   * @param wakeAt when each is looked at again, in SQL
   */
  void copy(UUID template, String name, int count, String wakeAt) throws SQLException {
    run(
        """
        insert into incidents (id, organization_id, number, service_id, status, opened_at, wake_at,
          trace, data, likeness, over_at, felt)
        select cast(md5('%s' || n) as uuid), organization_id, base + n, service_id, 'open',
          opened_at - n * interval '1 second', %s, trace,
          jsonb_set(jsonb_set(jsonb_set(data, '{about,id}',
            to_jsonb(cast(md5('%s' || n) as uuid))), '{about,number}', to_jsonb(base + n)),
            '{escalateAt}', '"2026-01-01T00:00:00Z"'),
          likeness, over_at, felt
        from incidents, generate_series(1, %d) n,
          (select max(number) as base from incidents where number < %d) numbered
        where id = '%s'
        """
            .formatted(name, wakeAt, name, count, CROWD, template));
  }

  static String ids(String name, int count) {
    return "(select cast(md5('%s' || n) as uuid) from generate_series(1, %d) n)"
        .formatted(name, count);
  }

  void run(String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  long count(String from) {
    try {
      return Long.parseLong(text("select count(*) " + from));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot count " + from, e);
    }
  }

  String text(String query) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
