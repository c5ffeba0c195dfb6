package io.taskcall.ingest.domain;

import io.taskcall.contracts.AlertEvent;
import java.util.List;

/** What came of reading a payload. */
public sealed interface Outcome {
  /** It says these things, in this order. */
  record Understood(List<AlertEvent> events) implements Outcome {
    public Understood {
      events = List.copyOf(events);
    }
  }

  /**
   * Some of it says these things, in this order; the rest can't be made out.
   *
   * @param reasons what is wrong with the rest, each in words for a person
   */
  record Partly(List<AlertEvent> events, List<String> reasons) implements Outcome {
    public Partly {
      events = List.copyOf(events);
      reasons = List.copyOf(reasons);
    }

    /** All that is wrong, in one line. */
    public String reason() {
      return String.join("; ", reasons);
    }
  }

  /**
   * It isn't what its door takes.
   *
   * @param reasons what is wrong with it, each in words for a person
   */
  record Rejected(List<String> reasons) implements Outcome {
    public Rejected {
      reasons = List.copyOf(reasons);
    }

    /** Rejected for one reason. */
    public Rejected(String reason) {
      this(List.of(reason));
    }

    /** All that is wrong, in one line. */
    public String reason() {
      return String.join("; ", reasons);
    }
  }
}
