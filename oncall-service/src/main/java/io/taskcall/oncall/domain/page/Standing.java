package io.taskcall.oncall.domain.page;

/** A page and how it stands. */
public record Standing(Page page, State state) {
  /** How a page stands. */
  public enum State {
    /** It is to be sent, perhaps once more. */
    SCHEDULED,
    /** The channel has it. */
    SENT,
    /** It will never be sent: the channel does not take it. */
    FAILED,
    /** It will never be sent: there is no need any more. */
    SUPPRESSED
  }

  /** False if its person will never see it. */
  public boolean mayArrive() {
    return switch (state) {
      case SCHEDULED, SENT -> true;
      case FAILED, SUPPRESSED -> false;
    };
  }
}
