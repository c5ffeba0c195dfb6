package io.taskcall.auth.sso;

import org.jspecify.annotations.Nullable;

/** A provider does not answer, or not as one; what of it may be shown is the reason. */
final class ProviderProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean aboutAddress;

  private ProviderProblem(String reason, boolean aboutAddress, @Nullable Throwable cause) {
    super(reason, cause);
    this.reason = reason;
    this.aboutAddress = aboutAddress;
  }

  ProviderProblem(String reason) {
    this(reason, false, null);
  }

  ProviderProblem(String reason, Throwable cause) {
    this(reason, false, cause);
  }

  /** We don't ask at such an address, whoever answers there. */
  static ProviderProblem ofAddress(String reason, @Nullable Throwable cause) {
    return new ProviderProblem(reason, true, cause);
  }

  String reason() {
    return reason;
  }

  boolean isAboutAddress() {
    return aboutAddress;
  }
}
