package io.onus.journeys.naive;

/**
 * What one clock should say.
 *
 * @param verdict {@code MET}, {@code BREACHED}, or {@code PENDING} when it was still running in
 *     time at the end
 * @param finished whether it was stopped before the log ends
 * @param minutes working minutes it ran
 */
public record NaiveClock(
    String incident,
    String metric,
    int cycle,
    String priority,
    String verdict,
    boolean finished,
    int minutes) {}
