package io.taskcall.oncall.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;

/** Reads a value from a text alone: what a number or a list could mean is anybody's guess. */
final class AsText<T> extends StdDeserializer<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final transient Function<String, T> read;
  private final String wanted;

  /**
   * @param wanted what is said of a text that {@code read} refuses
   */
  AsText(Class<T> type, Function<String, T> read, String wanted) {
    super(type);
    this.type = type;
    this.read = read;
    this.wanted = wanted;
  }

  @Override
  public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw new Unfit(parser, "has the wrong type", type);
    }
    try {
      return read.apply(parser.getText());
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new Unfit(parser, wanted, type);
    }
  }
}
