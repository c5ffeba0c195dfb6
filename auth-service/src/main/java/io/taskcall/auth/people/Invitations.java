package io.taskcall.auth.people;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Directory;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.people.Link;
import io.taskcall.auth.domain.people.Staffing;
import io.taskcall.auth.mail.Letters;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.auth.postgres.PostgresLinks;
import io.taskcall.contracts.MemberEvent.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Invites people by e-mail. */
@ApplicationScoped
public class Invitations {
  private static final Duration LIFE = Duration.ofDays(7);

  private final PostgresDirectory directory;
  private final PostgresLinks links;
  private final Letters letters;
  private final RandomSecrets random;
  private final Clock clock;
  private final String publicUrl;

  Invitations(
      PostgresDirectory directory,
      PostgresLinks links,
      Letters letters,
      RandomSecrets random,
      Clock clock,
      AuthConfig config) {
    this.directory = directory;
    this.links = links;
    this.letters = letters;
    this.random = random;
    this.clock = clock;
    this.publicUrl = config.publicUrl().toString().replaceFirst("/+$", "");
  }

  /** What came of inviting somebody. */
  public sealed interface Invited {
    /** They have a letter. */
    record Sent(Link link) implements Invited {}

    /** The mail server did not take the letter; nobody is invited. */
    record NotSent() implements Invited {}

    /** They belong to the organization already. */
    record Member() implements Invited {}

    /** Whoever asks may not do that. */
    record NotAllowed(String reason) implements Invited {}
  }

  /** Invites somebody. */
  public Uni<Invited> invite(Caller caller, Actor actor, String email, String name, Role role) {
    return directory
        .of(caller.organizationId())
        .flatMap(there -> {
          var objection = Staffing.objection(caller, Optional.empty(), role, there.members());
          if (objection.isPresent()) {
            return Uni.createFrom().item(new Invited.NotAllowed(objection.get()));
          }
          boolean member =
              there.members().stream().anyMatch(m -> m.email().equalsIgnoreCase(email));
          return member
              ? Uni.createFrom().item(new Invited.Member())
              : send(caller, actor, email, name, role, there);
        });
  }

  private Uni<Invited> send(
      Caller caller, Actor actor, String email, String name, Role role, Directory there) {
    var secret = random.token();
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var link =
        new Link(
            UUID.randomUUID(),
            caller.organizationId(),
            Optional.empty(),
            email,
            name,
            role,
            Optional.of(caller.name()),
            now,
            now.plus(LIFE),
            false);
    var organization = there.organization().map(o -> o.name()).orElse("an organization");
    return links
        .add(link, secret.sha256(), actor)
        .chain(() -> letters.invite(email, caller.name(), organization, url(secret)))
        .flatMap(sent ->
            sent
                ? Uni.createFrom().<Invited>item(new Invited.Sent(link))
                : links.use(link.id()).replaceWith(new Invited.NotSent()));
  }

  private String url(Secret secret) {
    return publicUrl + NewPasswords.PATH + secret.reveal();
  }
}
