package io.taskcall.sandbox.domain.grant;

/**
 * What a person allowed a client.
 *
 * @param generation the newest refresh token that came back; older ones are dead, and the one after
 *     it is the next to come
 */
public record Grant(String id, long generation, boolean revoked) {

  /**
   * A token stays good until its successor is used: whoever lost the answer may ask again, as after
   * a crash.
   */
  public boolean accepts(long presented) {
    return !revoked && presented >= generation;
  }

  public Grant usedWith(long presented) {
    return new Grant(id, presented, revoked);
  }

  public Grant revoke() {
    return new Grant(id, generation, true);
  }
}
