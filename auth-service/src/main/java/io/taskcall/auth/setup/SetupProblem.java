package io.taskcall.auth.setup;

/** Something in the setup file, or in the environment it names, is not as it must be. */
final class SetupProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SetupProblem(String message) {
    super(message);
  }
}
