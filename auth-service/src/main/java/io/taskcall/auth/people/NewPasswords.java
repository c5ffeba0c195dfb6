package io.taskcall.auth.people;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.Passwords;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.people.Link;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.signin.Confirmation;
import io.taskcall.auth.domain.signin.PasswordRule;
import io.taskcall.auth.mail.Letters;
import io.taskcall.auth.postgres.PostgresAccounts;
import io.taskcall.auth.postgres.PostgresAccounts.Account;
import io.taskcall.auth.postgres.PostgresFailures;
import io.taskcall.auth.postgres.PostgresLinks;
import io.taskcall.auth.postgres.PostgresMembers;
import io.taskcall.auth.signin.Confirmations;
import io.taskcall.auth.signin.HashWork;
import io.taskcall.contracts.MemberEvent.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Lets people choose a password: a first one, another one, or one in place of a forgotten one. */
@ApplicationScoped
public class NewPasswords {
  /** Where links lead, below the front door. */
  static final String PATH = "/account/password/";

  private static final Logger LOG = Logger.getLogger(NewPasswords.class);
  private static final Duration LIFE = Duration.ofHours(1);

  private final PostgresAccounts accounts;
  private final PostgresLinks links;
  private final PostgresMembers members;
  private final Confirmations confirmations;
  private final PostgresFailures failures;
  private final PasswordRule rule;
  private final Passwords passwords;
  private final HashWork work;
  private final Letters letters;
  private final RandomSecrets random;
  private final Clock clock;
  private final AuthConfig config;

  NewPasswords(
      PostgresAccounts accounts,
      PostgresLinks links,
      PostgresMembers members,
      Confirmations confirmations,
      PostgresFailures failures,
      PasswordRule rule,
      Passwords passwords,
      HashWork work,
      Letters letters,
      RandomSecrets random,
      Clock clock,
      AuthConfig config) {
    this.accounts = accounts;
    this.links = links;
    this.members = members;
    this.confirmations = confirmations;
    this.failures = failures;
    this.rule = rule;
    this.passwords = passwords;
    this.work = work;
    this.letters = letters;
    this.random = random;
    this.clock = clock;
    this.config = config;
  }

  /** What came of choosing a password. */
  public sealed interface Chosen {
    /** It is theirs from now on, and they have to sign in with it everywhere. */
    record Done(String email) implements Chosen {}

    /** That one may not be chosen. */
    record Objection(String reason) implements Chosen {}

    /** The link does not open any more. */
    record Gone() implements Chosen {}
  }

  /**
   * Sends a link to whoever has an account with this address. Nothing tells the one who asks
   * whether there is one; who asks too often is not heard.
   */
  public void forgot(String email, String address) {
    // Beside the request, so that its time tells nothing either.
    Infrastructure.getDefaultWorkerPool()
        .execute(() ->
            VertxContextSupport.subscribeWith(
                () ->
                    find(email, address)
                        .onFailure()
                        .invoke(e -> LOG.warn("links for a new password cannot be sent now", e))
                        .onFailure()
                        .recoverWithNull()
                        .replaceWith(true)
                        .toMulti(),
                _ -> LOG.debug("somebody asked for a link for a new password")));
  }

  private Uni<Void> find(String email, String address) {
    var counters = new Attempt("forgot:" + email, address, Optional.empty());
    return failures
        .begin(counters.counters(config.signIn().waitLongest()), now())
        .flatMap(wait ->
            wait.isPresent()
                ? Uni.createFrom().<List<Account>>item(List.of())
                : accounts.withEmail(email))
        .flatMap(found -> {
          var sent = Uni.createFrom().voidItem();
          for (var account : found) {
            sent = sent.chain(() -> send(account, address));
          }
          return sent;
        });
  }

  /** What a link is for, if it still opens. */
  public Uni<Optional<Link>> open(Secret secret) {
    return links.open(secret.sha256(), now());
  }

  /** Chooses by a link. */
  public Uni<Chosen> choose(Secret secret, Secret password, String address) {
    return open(secret)
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(new Chosen.Gone())
                : choose(found.get(), password, address));
  }

  /**
   * Chooses another one, knowing the one before.
   *
   * @param device by what we know the browser, if they signed in with it before
   */
  public Uni<Chosen> change(
      Caller caller, Actor actor, Secret before, Secret password, Optional<String> device) {
    var objection = rule.objection(password, caller.email());
    if (objection.isPresent()) {
      return Uni.createFrom().item(new Chosen.Objection(objection.get()));
    }
    return confirmations
        .password(caller.memberId(), before, device, actor)
        .flatMap(confirmation ->
            switch (confirmation) {
              case Confirmation.Given _ ->
                  hashed(password)
                      .flatMap(hash -> accounts.choose(caller.memberId(), hash, actor, now()))
                      .replaceWith(new Chosen.Done(caller.email()));
              case Confirmation.TooEarly _, Confirmation.Busy _ ->
                  Uni.createFrom()
                      .item(new Chosen.Objection("Too many tries. Try again in a moment."));
              case Confirmation.Missing _, Confirmation.Wrong _, Confirmation.Impossible _ ->
                  Uni.createFrom().item(new Chosen.Objection("The present password is wrong."));
            });
  }

  private Uni<Chosen> choose(Link link, Secret password, String address) {
    var objection = rule.objection(password, link.email());
    if (objection.isPresent()) {
      return Uni.createFrom().item(new Chosen.Objection(objection.get()));
    }
    return hashed(password)
        .flatMap(hash ->
            links
                .use(link.id())
                .flatMap(mine ->
                    mine
                        ? set(link, hash, address).replaceWith(new Chosen.Done(link.email()))
                        : Uni.createFrom().<Chosen>item(new Chosen.Gone())));
  }

  private Uni<Void> set(Link link, String hash, String address) {
    return link.memberId()
        .map(member ->
            accounts.choose(
                member,
                hash,
                new Actor(link.organizationId(), Optional.of(member), link.email(), address),
                now()))
        .orElseGet(() -> members.join(link, hash, address, now()));
  }

  private Uni<Void> send(Account account, String address) {
    var secret = random.token();
    var link =
        new Link(
            UUID.randomUUID(),
            account.organizationId(),
            Optional.of(account.memberId()),
            account.email(),
            "",
            Role.USER,
            Optional.empty(),
            now(),
            now().plus(LIFE),
            false);
    var actor =
        new Actor(
            account.organizationId(), Optional.of(account.memberId()), account.email(), address);
    var url = config.publicUrl().toString().replaceFirst("/+$", "") + PATH + secret.reveal();
    return links
        .add(link, secret.sha256(), actor)
        .chain(() -> letters.reset(account.email(), url))
        .replaceWithVoid();
  }

  private Uni<String> hashed(Secret password) {
    return work.attempt(() -> passwords.hash(password))
        .map(hash ->
            hash.orElseThrow(() -> new IllegalStateException("too many passwords at once")));
  }

  /** The database keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
