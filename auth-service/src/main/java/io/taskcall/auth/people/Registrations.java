package io.taskcall.auth.people;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.people.Link;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.mail.Letters;
import io.taskcall.auth.postgres.PostgresFailures;
import io.taskcall.auth.postgres.PostgresOrganizations;
import io.taskcall.contracts.MemberEvent.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets people found an organization. It is theirs once they follow the link in the letter, which
 * proves that the address is theirs, and choose a password there.
 */
@ApplicationScoped
public class Registrations {
  private static final Duration LIFE = Duration.ofDays(1);
  private static final int SUFFIX = 8;

  private final PostgresOrganizations organizations;
  private final PostgresFailures failures;
  private final Letters letters;
  private final RandomSecrets random;
  private final Clock clock;
  private final AuthConfig config;

  Registrations(
      PostgresOrganizations organizations,
      PostgresFailures failures,
      Letters letters,
      RandomSecrets random,
      Clock clock,
      AuthConfig config) {
    this.organizations = organizations;
    this.failures = failures;
    this.letters = letters;
    this.random = random;
    this.clock = clock;
    this.config = config;
  }

  /** What came of registering. */
  public sealed interface Registered {
    /** A letter is on its way. */
    record Sent(Organization organization) implements Registered {}

    /** The mail server did not take the letter. */
    record NotSent() implements Registered {}

    /** Too many of that before. */
    record TooMany(Duration left) implements Registered {}

    /** The operator founds organizations here, and nobody else. */
    record Closed() implements Registered {}
  }

  /** Founds one for whoever has this address. */
  public Uni<Registered> register(String name, String person, String email, String address) {
    if (!config.registration()) {
      return Uni.createFrom().item(new Registered.Closed());
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var counters =
        new Attempt("register:" + email, address, Optional.empty())
            .counters(config.signIn().waitLongest());
    return failures
        .begin(counters, now)
        .flatMap(left ->
            left.isPresent()
                ? Uni.createFrom().<Registered>item(new Registered.TooMany(left.get()))
                : send(name, person, email, address));
  }

  private Uni<Registered> send(String name, String person, String email, String address) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var organization = Organization.of(key(name), name);
    var secret = random.token();
    var owner =
        new Link(
            UUID.randomUUID(),
            organization.id(),
            Optional.empty(),
            email,
            person,
            Role.OWNER,
            Optional.empty(),
            now,
            now.plus(LIFE),
            false);
    var actor = new Actor(organization.id(), Optional.empty(), email, address);
    var url =
        config.publicUrl().toString().replaceFirst("/+$", "") + NewPasswords.PATH + secret.reveal();
    return organizations
        .found(organization, owner, secret.sha256(), actor)
        .chain(() -> letters.welcome(email, name, url))
        .map(sent -> sent ? new Registered.Sent(organization) : new Registered.NotSent());
  }

  /** Two organizations may have one name; their keys are random at the end. */
  private String key(String name) {
    var slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var end = random.integrationKey().reveal().substring(0, SUFFIX);
    return slug.substring(0, Math.min(slug.length(), 40)) + "-" + end;
  }
}
