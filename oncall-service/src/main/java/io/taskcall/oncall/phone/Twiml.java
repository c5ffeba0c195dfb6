package io.taskcall.oncall.phone;

import io.taskcall.oncall.sending.Html;

/** What the phone company is to say and to do, in its own language. */
public final class Twiml {
  private static final int ASKED = 2;
  private static final String KEYS =
      "Press 1 to acknowledge, 2 to resolve, 3 to escalate to the next level.";

  private Twiml() {}

  /** Says something and asks for a key, which is posted to {@code action}. */
  public static String ask(String text, String action) {
    var gather =
        "<Gather numDigits=\"1\" timeout=\"8\" method=\"POST\" action=\""
            + Html.escape(action)
            + "\"><Say>"
            + Html.escape(text + " " + KEYS)
            + "</Say></Gather>";
    return response(gather.repeat(ASKED) + "<Say>No key was pressed. Goodbye.</Say>");
  }

  /** Says something and hangs up. */
  public static String say(String text) {
    return response("<Say>" + Html.escape(text) + "</Say><Hangup/>");
  }

  /** Sends an SMS back. */
  public static String message(String text) {
    return response("<Message>" + Html.escape(text) + "</Message>");
  }

  /** Reads a code aloud, digit by digit, twice. */
  static String code(String code) {
    var digits = String.join(", ", code.split(""));
    return say("Your TaskCall code is %s. Again: %s.".formatted(digits, digits));
  }

  private static String response(String inside) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + inside + "</Response>";
  }
}
