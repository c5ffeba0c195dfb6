package io.taskcall.oncall.domain.page;

import io.taskcall.contracts.PageEvent.Answer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a person writes back to a page: {@code 1}, {@code 2} or {@code 3}, or a word for it, and the
 * number of an incident if it is not the last one.
 *
 * @param number of the incident that is meant; empty for the last one that the person was paged for
 */
public record Reply(Answer answer, OptionalLong number) {
  /** What to write back, for people. */
  public static final String HELP = "Reply 1 to acknowledge, 2 to resolve, 3 to escalate.";

  private static final Pattern FORM =
      Pattern.compile(
          "([1-3]|ack(?:nowledge)?|res(?:olve)?|esc(?:alate)?)(?:\\s*#?\\s+#?(\\d{1,15})|\\s*#(\\d{1,15}))?");

  /** Reads what somebody wrote; empty if it is nothing of the kind. */
  public static Optional<Reply> read(String text) {
    var written = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!written.matches()) {
      return Optional.empty();
    }
    var number = written.group(2) == null ? written.group(3) : written.group(2);
    return answer(written.group(1))
        .map(answer ->
            new Reply(
                answer,
                number == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number))));
  }

  /** What a word stands for that a button or a form says. */
  public static Optional<Answer> word(String word) {
    return switch (word) {
      case "acknowledge" -> Optional.of(Answer.ACKNOWLEDGE);
      case "resolve" -> Optional.of(Answer.RESOLVE);
      case "escalate" -> Optional.of(Answer.ESCALATE);
      default -> Optional.empty();
    };
  }

  /** What a key stands for, or a word by its first letter. */
  public static Optional<Answer> answer(String key) {
    return switch (key.isEmpty() ? ' ' : key.charAt(0)) {
      case '1', 'a' -> Optional.of(Answer.ACKNOWLEDGE);
      case '2', 'r' -> Optional.of(Answer.RESOLVE);
      case '3', 'e' -> Optional.of(Answer.ESCALATE);
      default -> Optional.empty();
    };
  }
}
