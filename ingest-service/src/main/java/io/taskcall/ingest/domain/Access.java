package io.taskcall.ingest.domain;

/** What a key opens. */
public sealed interface Access {
  /** The integration it belongs to. */
  record Granted(Integration integration) implements Access {}

  /** Nothing any more: the integration was removed, or the key was replaced. */
  record Gone() implements Access {}

  /** Nothing that we know of. */
  record Unknown() implements Access {}

  /** We cannot say yet: not every integration is known. */
  record NotYetKnown() implements Access {}
}
