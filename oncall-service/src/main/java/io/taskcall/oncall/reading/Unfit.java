package io.taskcall.oncall.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A value is not what it should be; the message goes on after the name of its field. */
public final class Unfit extends MismatchedInputException {
  private static final long serialVersionUID = 1L;

  Unfit(JsonParser parser, String reason, Class<?> type) {
    super(parser, reason, type);
  }
}
