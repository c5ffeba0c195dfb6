package io.taskcall.auth.domain.signin;

/** What came of a code, by which somebody shows that they have more than a password. */
public enum CodeUse {
  /** It is what their app shows, and was not used before. */
  APP,

  /** It was one of their recovery codes, which is used up now. */
  RECOVERY,

  /** It is neither. */
  WRONG
}
