package io.taskcall.bench.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.FinalSchedule;
import io.taskcall.oncall.domain.schedule.OnCall;
import io.taskcall.oncall.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One instant and one year of schedules, young and old. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScheduleBenchmark {
  private static final Window YEAR =
      new Window(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
  private static final Duration STEP = Duration.ofHours(37);

  private final Schedule young = FiveLayers.since("2025-12-01T00:00", YEAR);
  private final Schedule old = FiveLayers.since("1976-12-01T00:00", YEAR);
  private final Schedule youngHourly = FiveLayers.hourlySince("2025-12-01T00:00");
  private final Schedule oldHourly = FiveLayers.hourlySince("1976-12-01T00:00");
  private Instant at = YEAR.start();

  @Benchmark
  public OnCall oneInstant() {
    return OnCall.at(young, next());
  }

  @Benchmark
  public OnCall oneInstantFiftyYearsAfterTheStart() {
    return OnCall.at(old, next());
  }

  @Benchmark
  public OnCall oneInstantOfRestrictedHours() {
    return OnCall.at(youngHourly, next());
  }

  @Benchmark
  public OnCall oneInstantOfRestrictedHoursFiftyYearsAfterTheStart() {
    return OnCall.at(oldHourly, next());
  }

  @Benchmark
  public FinalSchedule oneYear() {
    return FinalSchedule.of(young, YEAR);
  }

  @Benchmark
  public FinalSchedule oneYearFiftyYearsAfterTheStart() {
    return FinalSchedule.of(old, YEAR);
  }

  /** Another instant each time, so that every kind of hour has its turn. */
  private Instant next() {
    var later = at.plus(STEP);
    at = later.isBefore(YEAR.end()) ? later : YEAR.start();
    return at;
  }
}
