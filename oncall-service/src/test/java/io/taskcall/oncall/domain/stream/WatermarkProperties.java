package io.taskcall.oncall.domain.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.stream.Watermark.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However transactions overlap, nothing shows up behind what was told. */
class WatermarkProperties {
  private static final int MOST_AT_ONCE = 4;

  /** A database whose transactions number what they write. */
  private static final class Database {
    private final List<Transaction> running = new ArrayList<>();
    private final TreeSet<Long> seen = new TreeSet<>();
    private long nextTransaction = 100;
    private long nextNumber = 1;

    private record Transaction(long id, List<Long> written) {}

    void begin() {
      if (running.size() < MOST_AT_ONCE) {
        running.add(new Transaction(nextTransaction++, new ArrayList<>()));
      }
    }

    void write(int which) {
      if (!running.isEmpty()) {
        running.get(which % running.size()).written().add(nextNumber++);
      }
    }

    void end(int which, boolean commits) {
      if (!running.isEmpty()) {
        var ended = running.remove(which % running.size());
        if (commits) {
          seen.addAll(ended.written());
        }
      }
    }

    Look look() {
      long oldest = running.stream().mapToLong(Transaction::id).min().orElse(nextTransaction);
      return new Look(seen.isEmpty() ? 0 : seen.last(), oldest, nextTransaction);
    }
  }

  @Property(tries = 2000)
  void what_is_told_is_never_overtaken_and_in_the_end_all_is_told(
      @ForAll @Size(max = 120) List<@IntRange(max = 59) Integer> steps) {
    var database = new Database();
    var told = new ArrayList<Long>();
    var mark = Watermark.UNKNOWN;
    for (int step : steps) {
      act(database, step);
      mark = tell(database, mark, told);
    }
    while (!database.running.isEmpty()) {
      database.end(0, true);
      mark = tell(database, mark, told);
    }
    mark = tell(database, mark, told);
    tell(database, mark, told);
    assertThat(told).isSorted().containsExactlyElementsOf(database.seen);
  }

  private static void act(Database database, int step) {
    int which = step / 6;
    switch (step % 6) {
      case 0 -> database.begin();
      case 1, 2 -> database.write(which);
      case 3 -> database.end(which, true);
      case 4 -> database.end(which, false);
      default -> {
        database.begin();
        database.write(which);
      }
    }
  }

  /** Tells all between the marks that is seen now, as the stream does. */
  private static Watermark tell(Database database, Watermark mark, List<Long> told) {
    var next = mark.after(database.look());
    assertThat(next.settled()).isGreaterThanOrEqualTo(mark.settled());
    told.addAll(
        database.seen.subSet(
            Math.max(0, mark.settled()), false, Math.max(0, next.settled()), true));
    return next;
  }
}
