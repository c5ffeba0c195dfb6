package io.taskcall.auth.domain.sso;

import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How somebody wants their organization to sign in.
 *
 * @param clientSecret absent to keep the one that there is
 */
public record SsoWish(
    String issuer,
    String clientId,
    Optional<Secret> clientSecret,
    String domain,
    Role role,
    boolean required) {
  private static final int ISSUER_MAX = 500;
  private static final int CLIENT_MAX = 300;
  private static final int DOMAIN_MAX = 253;
  private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e]+");

  /** What a client's id and secret are made of (RFC 6749, appendix A). */
  private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e]+");

  private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9-]+\\.)+[a-z0-9-]{2,}");

  public SsoWish {
    issuer = issuer.strip();
    clientId = clientId.strip();
    domain = domain.strip().toLowerCase(Locale.ROOT);
  }

  /** What speaks against a wish, and against which part of it. */
  public record Objection(String field, String reason) {}

  /** What speaks against it in an organization to which these belong. */
  public Optional<Objection> objection(List<Member> members, Optional<SsoSettings> before) {
    if (issuer.length() > ISSUER_MAX || !ADDRESS.matcher(issuer).matches()) {
      return objection("issuer", "must be the URL of an OpenID provider");
    }
    if (!fits(clientId)) {
      return objection("clientId", "must be what the provider calls TaskCall");
    }
    boolean keeps = before.filter(known -> known.isSameProvider(issuer, clientId)).isPresent();
    if (clientSecret.isEmpty() && !keeps) {
      return objection("clientSecret", "is needed for another provider or client");
    }
    if (clientSecret.filter(secret -> !fits(secret.reveal())).isPresent()) {
      return objection("clientSecret", "must be what the provider gave you");
    }
    if (domain.length() > DOMAIN_MAX || !DOMAIN.matcher(domain).matches()) {
      return objection("domain", "must be what e-mail addresses end with, such as example.com");
    }
    if (members.stream().noneMatch(this::vouches)) {
      return objection("domain", "must be that of an owner's or admin's own e-mail address");
    }
    return role == Role.OWNER
        ? objection("role", "must not be owner: only an owner makes owners")
        : Optional.empty();
  }

  /** What is kept when somebody wishes for it. */
  public SsoSettings settings(Caller by, Optional<SsoSettings> before, Instant now) {
    boolean ownersChose =
        before
            .filter(SsoSettings::letsOwnersIn)
            .filter(known -> known.isSameProvider(issuer, clientId))
            .isPresent();
    return new SsoSettings(
        by.organizationId(),
        issuer,
        clientId,
        domain,
        role,
        required,
        ownersChose || by.may(Right.OWN),
        now);
  }

  /** Whoever has proved an address there, and may say who belongs to the organization. */
  private boolean vouches(Member member) {
    return !member.serviceAccount()
        && Right.MANAGE_PEOPLE.isOf(member.role())
        && domain.equals(SsoSettings.domainOf(member.email()));
  }

  private static boolean fits(String text) {
    return text.length() <= CLIENT_MAX && VISIBLE.matcher(text).matches();
  }

  private static Optional<Objection> objection(String field, String reason) {
    return Optional.of(new Objection(field, reason));
  }
}
