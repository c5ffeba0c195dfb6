package io.taskcall.sync.domain;

import java.util.Optional;

/** How the two sides speak of one field. */
public interface Language {
  /** Whether both words mean the same, so that nothing has to cross. */
  boolean agree(String ours, String theirs);

  /** Our word for Datadog's, or nothing for one that we have no word for. */
  Optional<String> ours(String theirs);

  /** Datadog's word for ours. */
  String theirs(String ours);
}
