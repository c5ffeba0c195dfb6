package io.taskcall.bench;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The incidents that a mail is about: it names each by its number. */
public final class Named {
  private static final Pattern ONE = Pattern.compile("(?m)^Incident +#(\\d+),");
  private static final Pattern ALL = Pattern.compile("(?m)^All: (.+)$");
  private static final Pattern RANGE = Pattern.compile("#(\\d+)(?:-#(\\d+))?");

  private Named() {}

  /** The numbers in a mail's text. */
  public static Set<Long> in(String text) {
    var numbers = new HashSet<Long>();
    var one = ONE.matcher(text);
    if (one.find()) {
      numbers.add(Long.parseLong(one.group(1)));
    }
    var all = ALL.matcher(text);
    if (all.find()) {
      var range = RANGE.matcher(all.group(1));
      while (range.find()) {
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        for (long number = first; number <= last; number++) {
          numbers.add(number);
        }
      }
    }
    return numbers;
  }
}
