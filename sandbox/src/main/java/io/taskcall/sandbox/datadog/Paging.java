package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, with Datadog's own ideas about {@code next_offset}: who asked for no size gets
 * it even on the last page; who did, only on a full one, which may be the last.
 *
 * @param chosen whether the caller asked for that size
 */
record Paging(int offset, int size, boolean chosen) {
  private static final int SIZE_DEFAULT = 10;
  private static final int SIZE_MAX = 100;

  static Paging of(@Nullable String size, @Nullable String offset) {
    var wanted = size == null ? SIZE_DEFAULT : number("page[size]", size);
    if (wanted < 1 || wanted > SIZE_MAX) {
      throw DatadogError.badRequest("page[size] must be 1 to " + SIZE_MAX);
    }
    return new Paging(offset == null ? 0 : number("page[offset]", offset), wanted, size != null);
  }

  void describe(ObjectNode answer, int found) {
    var pagination = answer.putObject("meta").putObject("pagination");
    pagination.put("offset", offset);
    if (!chosen || found == size) {
      pagination.put("next_offset", offset + found);
    }
    pagination.put("size", found);
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException malformed) {
      throw DatadogError.badRequest(name + " is not a number: " + text);
    }
  }
}
