package io.taskcall.ingest.http;

/**
 * Why a request is turned away.
 *
 * @param status the HTTP status
 * @param title the same words each time
 * @param detail the words for this time
 */
record Refusal(Reason reason, int status, String title, String detail) {
  /** The reasons there are. */
  enum Reason {
    UNKNOWN_KEY,
    GONE,
    NOT_UNDERSTOOD,
    TOO_LARGE,
    METHOD,
    ENCODED,
    OVERLOADED,
    UNAVAILABLE
  }

  static final Refusal UNKNOWN_KEY =
      new Refusal(
          Reason.UNKNOWN_KEY,
          404,
          "Unknown integration",
          "No integration has this key at this door.");
  static final Refusal GONE =
      new Refusal(
          Reason.GONE,
          410,
          "Integration gone",
          "This integration was removed, or its key replaced.");
  static final Refusal METHOD =
      new Refusal(Reason.METHOD, 405, "Method not allowed", "Alerts are sent with POST.");
  static final Refusal ENCODED =
      new Refusal(
          Reason.ENCODED, 415, "Unsupported encoding", "Send the body without Content-Encoding.");
  static final Refusal NOT_YET_KNOWN =
      new Refusal(
          Reason.UNAVAILABLE, 503, "Starting", "The integrations are still being read. Try again.");
  static final Refusal NOT_STORED =
      new Refusal(
          Reason.UNAVAILABLE,
          503,
          "Not stored",
          "The alert could not be stored safely. Try again.");

  static Refusal notUnderstood(String detail) {
    return new Refusal(Reason.NOT_UNDERSTOOD, 400, "Not understood", detail);
  }

  static Refusal tooLarge(int bytesMax) {
    return new Refusal(
        Reason.TOO_LARGE, 413, "Too large", "A body may have at most " + bytesMax + " bytes.");
  }

  static Refusal overloaded(int status) {
    return new Refusal(
        Reason.OVERLOADED, status, "Overloaded", "Too much is waiting to be stored. Try again.");
  }
}
