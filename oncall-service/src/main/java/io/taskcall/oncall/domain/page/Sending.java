package io.taskcall.oncall.domain.page;

/** What became of handing a page to its channel. Who must act next is the type. */
public sealed interface Sending {
  /** The channel has it. */
  record Accepted(String messageId) implements Sending {}

  /** The channel will not take it, however often it is tried: somebody else has to be asked. */
  record Refused(String reason) implements Sending {}

  /** The channel does not work just now: try again. */
  record Unavailable(String reason) implements Sending {}
}
