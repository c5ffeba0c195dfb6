package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.contact.Contacts.Changed;
import io.taskcall.oncall.domain.contact.Reach;
import io.taskcall.oncall.domain.escalation.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** People, and how they want to be reached. */
@ApplicationScoped
public class Reaches {
  private static final String PEOPLE =
      """
      select cast(jsonb_build_object('id', m.user_id, 'organization_id', m.organization_id,
        'name', m.name, 'email', m.email, 'role', m.role, 'data', r.data) as text)
      from members m left join reach r on r.user_id = m.user_id
      where not m.service_account and m.organization_id = cast(cast(:organization as text) as uuid)
        and (:who = '' or cast(m.user_id as text) = :who or lower(m.email) = :who)
      order by m.name, m.user_id
      """;

  private static final String BEGIN =
      """
      insert into reach (user_id, data) values (cast(cast(:user as text) as uuid),
        cast(cast(:data as text) as jsonb))
      on conflict do nothing
      """;

  private static final String LOCK =
      "select cast(data as text) from reach where user_id = cast(cast(:user as text) as uuid)"
          + " for update";

  private static final String SAVE =
      """
      update reach set data = cast(cast(:data as text) as jsonb), version = version + 1
      where user_id = cast(cast(:user as text) as uuid)
      """;

  private final Database database;

  Reaches(Database database) {
    this.database = database;
  }

  /**
   * Somebody of an organization.
   *
   * @param wishes what the person has said, without the account's mailbox
   */
  public record Known(Person person, String role, Reach wishes) {}

  /** The people of an organization, by name. */
  public Uni<List<Known>> people(UUID organizationId) {
    return people(organizationId, "");
  }

  /** The person of an organization with this id, or with this e-mail address in lower case. */
  public Uni<Optional<Known>> person(UUID organizationId, String who) {
    return people(organizationId, who).map(found -> found.stream().findFirst());
  }

  private Uni<List<Known>> people(UUID organizationId, String who) {
    var parameters = Map.of("organization", organizationId.toString(), "who", who);
    return database
        .transaction(session -> Database.texts(session, PEOPLE, parameters))
        .map(rows -> Json.Rows.of(rows, Reaches::known).logged());
  }

  /** Changes what somebody wants; nothing is written unless the rules agree. */
  public Uni<Changed> change(UUID userId, Function<Reach, Changed> rule) {
    return database.transaction(session -> change(session, userId, rule));
  }

  static Uni<Changed> change(Mutiny.Session session, UUID userId, Function<Reach, Changed> rule) {
    var user = userId.toString();
    return Database.run(session, BEGIN, Map.of("user", user, "data", text(Reach.NOTHING)))
        .flatMap(_ -> Database.texts(session, LOCK, Map.of("user", user)))
        .map(rows -> rule.apply(Json.read(Reach.class, rows.getFirst())))
        .flatMap(changed ->
            changed instanceof Changed.To(Reach reach)
                ? Database.run(session, SAVE, Map.of("user", user, "data", text(reach)))
                    .replaceWith(changed)
                : Uni.createFrom().item(changed));
  }

  private static String text(Reach reach) {
    return Json.data(reach).toString().replace("\\u0000", "\\ufffd");
  }

  private static Known known(String json) {
    var row = Json.row(Row.class, json);
    var data = row.data();
    var wishes = data == null || data.isNull() ? Reach.NOTHING : Json.read(Reach.class, data);
    var complete = wishes.withAccount(row.id(), row.email());
    return new Known(
        new Person(row.id(), row.organizationId(), row.name(), row.email(), complete),
        row.role(),
        wishes);
  }

  private record Row(
      UUID id,
      UUID organizationId,
      String name,
      String email,
      String role,
      @Nullable JsonNode data) {}
}
