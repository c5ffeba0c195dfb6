package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** What the service made up once and every replica of it must know. */
@ApplicationScoped
public class Secrets {
  private static final String OFFER =
      "insert into secrets (name, value) values (:name, :value) on conflict do nothing";
  private static final String GET = "select value from secrets where name = :name";

  private final Database database;

  Secrets(Database database) {
    this.database = database;
  }

  /** The secret of this name; it becomes {@code fresh} if there was none. */
  public Uni<String> of(String name, String fresh) {
    return database
        .transaction(session ->
            Database.run(session, OFFER, Map.of("name", name, "value", fresh))
                .flatMap(_ -> Database.texts(session, GET, Map.of("name", name))))
        .map(List::getFirst);
  }
}
