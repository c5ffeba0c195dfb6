package io.taskcall.auth.domain.sso;

import io.taskcall.contracts.MemberEvent.Role;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * How the people of an organization sign in at a provider of their own.
 *
 * @param issuer what the provider calls itself, to the letter
 * @param domain what their e-mail addresses end with, in lower case
 * @param role of those who are not known yet
 * @param required whether passwords are taken of owners alone
 * @param letsOwnersIn whether an owner has chosen this provider; what an admin has chosen opens no
 *     owner's account, since that would make the admin one
 */
public record SsoSettings(
    UUID organizationId,
    String issuer,
    String clientId,
    String domain,
    Role role,
    boolean required,
    boolean letsOwnersIn,
    Instant changedAt) {

  /** Whether this address is one of the organization's. */
  public boolean covers(String email) {
    return domain.equals(domainOf(email));
  }

  /** Whether this is the provider, and we the client, that is meant. */
  public boolean isSameProvider(String otherIssuer, String otherClientId) {
    return issuer.equals(otherIssuer) && clientId.equals(otherClientId);
  }

  /** What an address ends with; nothing if it is none. */
  public static String domainOf(String email) {
    int at = email.indexOf('@');
    return at > 0 && at == email.lastIndexOf('@')
        ? email.substring(at + 1).strip().toLowerCase(Locale.ROOT)
        : "";
  }
}
