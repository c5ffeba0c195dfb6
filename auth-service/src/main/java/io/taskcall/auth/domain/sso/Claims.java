package io.taskcall.auth.domain.sso;

/**
 * What a provider vouches for about somebody who signed in there.
 *
 * @param subject who they are at the provider, whatever their address is
 * @param email nothing if it says none
 * @param emailVerified whether the provider says that the address is theirs
 */
public record Claims(String subject, String email, boolean emailVerified, String name) {
  private static final int NAME_MAX = 100;

  public Claims {
    email = email.strip();
    var plain = name.replaceAll("\\p{Cntrl}", " ").strip();
    name = plain.isEmpty() ? email : plain.substring(0, Math.min(plain.length(), NAME_MAX));
  }
}
