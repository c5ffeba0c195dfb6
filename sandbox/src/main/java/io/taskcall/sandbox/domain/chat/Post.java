package io.taskcall.sandbox.domain.chat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that was posted somewhere.
 *
 * @param id the vendor's name for it
 * @param place the channel, or the last part of the address
 * @param text what people read
 * @param buttons what people can press, and the link or value behind it
 * @param headers what came with it, as far as it matters
 * @param body all of it
 */
public record Post(
    String id,
    String place,
    String text,
    List<Button> buttons,
    Map<String, String> headers,
    String body,
    Instant at) {
  /** Something to press. */
  public record Button(String id, String text, String value) {}

  public Post {
    buttons = List.copyOf(buttons);
    headers = Map.copyOf(headers);
  }
}
