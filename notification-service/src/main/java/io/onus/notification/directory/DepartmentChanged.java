package io.onus.notification.directory;

import io.onus.notification.directory.domain.Department;

/** Fired in the transaction that stored a newer version of a department. */
public record DepartmentChanged(Department department) {}
