package io.taskcall.sandbox.domain.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text message with its replies, or a call with what was said in it.
 *
 * @param id the vendor's name for it
 * @param to the person's number
 * @param status as the vendor calls it
 * @param hooks whom the vendor tells
 */
public record Talk(
    String id,
    Kind kind,
    String from,
    String to,
    Instant at,
    String status,
    List<Line> lines,
    Hooks hooks) {
  /** What kind of talk. */
  public enum Kind {
    SMS,
    CALL
  }

  /** Who said what; a person in a call says keys. */
  public record Line(Speaker by, String text, Instant at) {}

  /** Who speaks. */
  public enum Speaker {
    VENDOR,
    PERSON
  }

  /**
   * Whom the vendor tells.
   *
   * @param status what becomes of it; may be empty
   * @param keys where keys that are pressed go; may be empty
   */
  public record Hooks(Optional<String> status, Optional<String> keys) {}

  public Talk {
    lines = List.copyOf(lines);
  }

  /** The same after somebody said something. */
  public Talk said(Speaker by, String text, Instant when) {
    if (text.isBlank()) {
      return this;
    }
    var all = new ArrayList<>(lines);
    all.add(new Line(by, text, when));
    return new Talk(id, kind, from, to, at, status, all, hooks);
  }

  /** The same in another state. */
  public Talk now(String other) {
    return new Talk(id, kind, from, to, at, other, lines, hooks);
  }

  /** The same, asking for a key or for none any more. */
  public Talk asking(Optional<String> keys) {
    return new Talk(id, kind, from, to, at, status, lines, new Hooks(hooks.status(), keys));
  }

  /** What came first. */
  public String text() {
    return lines.isEmpty() ? "" : lines.getFirst().text();
  }
}
