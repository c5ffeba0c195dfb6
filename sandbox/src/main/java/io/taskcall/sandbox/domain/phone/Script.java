package io.taskcall.sandbox.domain.phone;

import java.util.List;
import java.util.Optional;

/**
 * What a caller wants said and done.
 *
 * @param said what is read aloud
 * @param keys where a key that is pressed goes, if one is asked for
 * @param message an SMS to send back
 */
public record Script(List<String> said, Optional<String> keys, Optional<String> message) {
  public Script {
    said = List.copyOf(said);
  }
}
