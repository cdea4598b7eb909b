package io.onus.request.directory;

import io.onus.request.directory.domain.Department;

/** A department was written for the first time; observers join its transaction. */
public record DepartmentBorn(Department department) {}
