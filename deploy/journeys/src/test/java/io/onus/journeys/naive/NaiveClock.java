package io.onus.journeys.naive;

/**
 * What one clock should say.
 *
 * @param round which of several clocks of this metric in one cycle
 * @param priority when it stopped, or at the end of the log
 * @param verdict {@code MET}, {@code BREACHED}, {@code HANDED_OVER}, {@code NONE} when there was
 *     nothing to wait for any more, or {@code PENDING} when it was still in time at the end
 * @param phase {@code FINISHED}, {@code CANCELLED}, or {@code OPEN} at the end of the log
 * @param minutes working minutes it ran
 */
public record NaiveClock(
    String incident,
    String metric,
    int cycle,
    int round,
    String priority,
    String verdict,
    String phase,
    int minutes) {}
