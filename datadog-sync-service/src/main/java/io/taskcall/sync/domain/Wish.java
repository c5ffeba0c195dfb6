package io.taskcall.sync.domain;

/**
 * What we want of Datadog for one incident. Of two wishes for the same field the newer one wins.
 */
public sealed interface Wish {
  /** To know how the incident stands there. */
  record Look() implements Wish {}

  /** That a field there gets another value. */
  sealed interface Write extends Wish {
    /** Datadog's name of the field. */
    String field();

    /** The value, in Datadog's words. */
    String word();
  }

  /** That its state becomes {@code word}. */
  record SetState(String word) implements Write {
    @Override
    public String field() {
      return "state";
    }
  }

  /** That its severity becomes {@code word}. */
  record SetSeverity(String word) implements Write {
    @Override
    public String field() {
      return "severity";
    }
  }
}
